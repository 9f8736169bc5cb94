// Server-sent events from text that arrives in pieces. EventSource cannot send an Authorization header, so
// the stream is read with fetch() and taken apart here, as the HTML standard says events are written.

export interface ServerSentEvent {
  /// The newest id so far, also of an event that carried none itself; "" before the first.
  readonly id: string;
  readonly name: string;
  readonly data: string;
}

export class EventStreamParser {
  #rest = '';
  #isAtStart = true;
  #id = '';
  #name = '';
  #data: string[] = [];

  /// The events that are complete with this piece. A piece may end anywhere, also between CR and LF.
  push(piece: string): ServerSentEvent[] {
    let text = this.#rest + piece;
    if (this.#isAtStart && text !== '') {
      this.#isAtStart = false;
      if (text.startsWith('\uFEFF')) text = text.slice(1);
    }
    const events: ServerSentEvent[] = [];
    let start = 0;
    for (;;) {
      const end = lineEnd(text, start);
      if (end === undefined) break;
      const event = this.#take(text.slice(start, end.at));
      if (event !== undefined) events.push(event);
      start = end.next;
    }
    this.#rest = text.slice(start);
    return events;
  }

  #take(line: string): ServerSentEvent | undefined {
    if (line === '') return this.#finish();
    const colon = line.indexOf(':');
    if (colon === 0) return undefined;
    const field = colon < 0 ? line : line.slice(0, colon);
    let value = colon < 0 ? '' : line.slice(colon + 1);
    if (value.startsWith(' ')) value = value.slice(1);
    if (field === 'data') this.#data.push(value);
    else if (field === 'event') this.#name = value;
    else if (field === 'id' && !value.includes('\0')) this.#id = value;
    return undefined;
  }

  #finish(): ServerSentEvent | undefined {
    const event =
      this.#data.length === 0
        ? undefined
        : { id: this.#id, name: this.#name || 'message', data: this.#data.join('\n') };
    this.#name = '';
    this.#data = [];
    return event;
  }
}

/// Where the line that begins at `start` ends. A CR that ends the text is left: its LF may be under way.
function lineEnd(text: string, start: number): { at: number; next: number } | undefined {
  for (let at = start; at < text.length; ++at) {
    const character = text[at];
    if (character === '\n') return { at, next: at + 1 };
    if (character === '\r') {
      if (at + 1 === text.length) return undefined;
      return { at, next: text[at + 1] === '\n' ? at + 2 : at + 1 };
    }
  }
  return undefined;
}
