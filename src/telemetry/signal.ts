import { channel, subscribe, unsubscribe, type Channel } from 'node:diagnostics_channel';

/**
 * Something that happens in the process, for whoever listens: the metrics, the traces. Rooms send signals without knowing
 * the listeners. Without one, sending costs next to nothing.
 */
export class Signal<Message extends object> {
  readonly #name: string;
  readonly #channel: Channel<unknown, Message>;

  constructor(name: string) {
    this.#name = `keynest:${name}`;
    this.#channel = channel(this.#name) as Channel<unknown, Message>;
  }

  send(message: Message): void {
    if (this.#channel.hasSubscribers) this.#channel.publish(message);
  }

  /** Calls `listener`, which must not throw, until the function that this gives is called. */
  listen(listener: (message: Message) => void): () => void {
    const receive = (message: unknown) => {
      listener(message as Message);
    };
    subscribe(this.#name, receive);
    return () => {
      unsubscribe(this.#name, receive);
    };
  }
}
