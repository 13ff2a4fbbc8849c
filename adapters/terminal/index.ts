import { randomUUID } from 'node:crypto';
import type { Readable, Writable } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import type { Locale } from '../../src/language';
import type { ChatAdapter, Desk } from '../../src/ports';
import type { Form } from '../../src/reply';
import type { Request } from '../../src/request';
import { answerOf, question, renderForm, valuesOf, type Values } from './form';
import { pipedMessages, typedMessages, type Messages } from './messages';
import { createOutlet, type TerminalOutlet } from './outlet';
import { buttonNumber, receive, receiveForm, receiveOpened, type Seat } from './receive';
import { colourStyle, plainStyle, type Style } from './style';

export { withFilesSaved } from './files';
export { render } from './render';
export { colourStyle, plainStyle } from './style';

export interface TerminalOptions {
  readonly input: Readable;
  readonly output: Writable;
  /** Fixes the language of the answers. */
  readonly locale?: Locale | undefined;
  readonly hasColour?: boolean;
}

/** One conversation as it runs. */
interface Chat {
  readonly desk: Desk;
  readonly messages: Messages;
  readonly outlet: TerminalOutlet;
  readonly seat: Seat;
  readonly style: Style;
  readonly isInteractive: boolean;
  write(text: string): void;
  /** How many columns a line may take. */
  columns(): number;
  abort: AbortController;
  isBusy: boolean;
}

/** The terminal as a chat: interactive at a TTY; elsewhere one message a line, answered in order, until the input ends. */
export function createTerminal(options: TerminalOptions): ChatAdapter {
  let chat: Chat | undefined;
  return {
    name: 'terminal',
    async start(desk) {
      chat = openChat(desk, options);
      chat.messages.onInterrupt(() => chat && interrupt(chat));
      chat.messages.onTyped((message) => chat !== undefined && pressedMeanwhile(chat, message));
      if (chat.isInteractive) {
        await exchange(chat, receiveOpened(chat.seat));
        chat.write(`${chat.style.dim('Ctrl-D ends the chat. 按 Ctrl-D 结束。')}\n`);
      }
      chat.messages.prompt();
      for await (const message of chat.messages) {
        if (chat.isInteractive && isFarewell(message)) break;
        if (message.trim() !== '') await respond(chat, message);
        chat.messages.prompt();
      }
    },
    async announce(reply) {
      const { outlet } = chat ?? {};
      if (chat && outlet) chat.messages.interject(() => void outlet.post(reply));
    },
    async stop() {
      chat?.abort.abort();
      chat?.messages.close();
    },
  };
}

function openChat(desk: Desk, { input, output, locale, hasColour = false }: TerminalOptions): Chat {
  const isInteractive = isTerminal(input) && isTerminal(output);
  const style = hasColour ? colourStyle : plainStyle;
  const write = (text: string) => void output.write(text);
  const columns = () => (isInteractive && 'columns' in output ? Number(output.columns) : Infinity);
  return {
    desk,
    messages: isInteractive
      ? typedMessages(input as ReadStream, output as WriteStream)
      : pipedMessages(input),
    outlet: createOutlet(write, style, columns),
    seat: { thread: randomUUID(), locale },
    style,
    isInteractive,
    write,
    columns,
    abort: new AbortController(),
    isBusy: false,
  };
}

function isTerminal(stream: object): boolean {
  return 'isTTY' in stream && stream.isTTY === true;
}

function isFarewell(message: string): boolean {
  return /^\s*(?:exit|quit|bye|退出|再见)\s*$/i.test(message);
}

/** A number without its button is a slip, not a question: the buttons stay. */
async function respond(chat: Chat, message: string): Promise<void> {
  const buttons = chat.outlet.buttons();
  const number = buttonNumber(message);
  if (number !== undefined && buttons.length > 0 && number > buttons.length)
    return chat.write(
      `No button ${number}: 1 to ${buttons.length}. 没有第 ${number} 个按钮，请选 1 到 ${buttons.length}。\n\n`,
    );
  await exchange(chat, receive(message, buttons, chat.seat));
}

/** Ctrl-C: ends what is running, or the chat when nothing is. */
function interrupt(chat: Chat): void {
  if (chat.isBusy) chat.abort.abort();
  else chat.messages.close();
}

/** A number typed while an answer is worked on presses a button of what stands there, such as *Cancel*. */
function pressedMeanwhile(chat: Chat, message: string): boolean {
  const buttons = chat.outlet.buttons();
  const button = chat.isBusy ? buttons[(buttonNumber(message) ?? 0) - 1] : undefined;
  if (!button) return false;
  void chat.desk.deliver(receive(message, buttons, chat.seat), chat.outlet);
  return true;
}

/** One request and its answer, and the forms that follow from it. */
async function exchange(chat: Chat, request: Request): Promise<void> {
  await run(chat, request);
  for (let form = chat.outlet.takeForm(); form; form = chat.outlet.takeForm()) {
    const values = await fill(chat, form);
    if (!values) return;
    await run(chat, receiveForm(form.payload, values, chat.seat));
  }
}

async function run(chat: Chat, request: Request): Promise<void> {
  chat.abort = new AbortController();
  chat.outlet.begin();
  chat.isBusy = true;
  try {
    await chat.desk.deliver(request, chat.outlet, { signal: chat.abort.signal });
  } finally {
    chat.isBusy = false;
  }
}

/** Asks field by field; without a person it shows the form and takes it as it is, once: errors end it. */
async function fill(chat: Chat, form: Form): Promise<Values | undefined> {
  chat.write(`${renderForm(form, chat.style)}\n`);
  if (!chat.isInteractive) return form.errors ? undefined : valuesOf(form);
  const values: Values = {};
  for (const field of form.fields) {
    const typed = await chat.messages.ask(question(field));
    if (typed === undefined) return undefined;
    values[field.name] = answerOf(field, typed);
  }
  return values;
}
