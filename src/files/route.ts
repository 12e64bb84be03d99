import Router from '@koa/router';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { DomainError, notFound } from '../errors.ts';
import { fileNameOf } from './file-name.ts';
import type { FileLinks } from './links.ts';

/** Serves PDFs to whoever holds a signed link; the link is the permission. */
export function createFilesRouter(prisma: PrismaClient, links: FileLinks): Router {
  const router = new Router();
  router.get('/files/:id', async (context) => {
    const formId = String(context.params['id']);
    const { searchParams } = context.URL;
    const part = (name: string) => searchParams.get(name) ?? '';
    const parts = { expires: part('expires'), key: part('key'), signature: part('signature') };
    if (!links.verify(formId, parts)) {
      const message = 'This link was changed or has expired; read the form again for a new one.';
      throw new DomainError('FORBIDDEN', message, { reason: 'invalid_link' });
    }
    const file = await prisma.formFile.findUnique({
      where: { formId },
      include: { form: { include: { tenant: true, workspace: true } } },
    });
    if (!file) throw notFound('file');
    // Safe as a header for any name (RFC 6266); sets the type by the ending.
    context.attachment(fileNameOf(file.form), { type: 'inline' });
    context.set('ETag', `"${file.sha256}"`);
    context.set('Repr-Digest', `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`);
    context.set('Cache-Control', 'private, no-store');
    context.body = Buffer.from(file.bytes);
  });
  return router;
}
