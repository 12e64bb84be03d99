import { renderGraphiQL as render } from '@graphql-yoga/render-graphiql';
import type { GraphiQLOptions } from 'graphql-yoga';

/** GraphiQL as one page that loads nothing from other hosts. */
export function renderGraphiqlPage(options: GraphiQLOptions): string {
  return render(options);
}
