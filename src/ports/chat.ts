import type { Form, Reply } from '../reply';
import type { Handle } from '../request';

/** One way to talk to people: it turns what they do into Requests, and Replies into what they see. */
export interface ChatAdapter {
  readonly name: string;
  /** Resolves when the adapter listens; for one that ends by itself (a terminal), when it has ended. */
  start(handle: Handle): Promise<void>;
  stop(): Promise<void>;
  /** Tells something unasked, in the place where the adapter's administrators read. */
  announce(reply: Reply): Promise<void>;
}

/** Where one request's answer goes. `Ref` is plain JSON that finds the posted message again. */
export interface Outlet<Ref> {
  post(reply: Reply): Promise<Ref>;
  /** `gone` when the message to edit no longer exists. */
  edit(ref: Ref, reply: Reply): Promise<'edited' | 'gone'>;
  openForm(form: Form): Promise<void>;
}
