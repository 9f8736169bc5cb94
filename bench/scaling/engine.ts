// Simulated time, and what a process can wait for: time, a core, a lock, a disk. All times are in microseconds. Nothing
// but the given order of events decides, so a run repeats exactly.

/// What a process hands over when it waits: it is resumed when that has come.
export type Wait = (resume: () => void) => void;
export type Process = Generator<Wait, void, void>;

interface Due {
  at: number;
  order: number;
  action: () => void;
}

const isSooner = (a: Due, b: Due): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

export class World {
  now = 0;
  #order = 0;
  /// A binary heap: the soonest is first.
  readonly #due: Due[] = [];

  start(process: Process): void {
    const step = (): void => {
      const next = process.next();
      if (!next.done) next.value(step);
    };
    step();
  }

  after(delay: number): Wait {
    return (resume) => this.#add({ at: this.now + delay, order: this.#order++, action: resume });
  }

  /// Runs everything that is due until then.
  runUntil(end: number): void {
    for (let next = this.#due[0]; next && next.at <= end; next = this.#due[0]) {
      this.#removeFirst();
      this.now = next.at;
      next.action();
    }
    this.now = end;
  }

  #add(due: Due): void {
    let at = this.#due.push(due) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = this.#due[above];
      if (!parent || !isSooner(due, parent)) break;
      this.#due[at] = parent;
      at = above;
    }
    this.#due[at] = due;
  }

  #removeFirst(): void {
    const last = this.#due.pop();
    if (!last || this.#due.length === 0) return;
    let at = 0;
    for (;;) {
      const [left, right] = [this.#due[2 * at + 1], this.#due[2 * at + 2]];
      if (!left) break;
      const [child, place] = right && isSooner(right, left) ? [right, 2 * at + 2] : [left, 2 * at + 1];
      if (!isSooner(child, last)) break;
      this.#due[at] = child;
      at = place;
    }
    this.#due[at] = last;
  }
}

/// Gives a number of places in the order in which they were asked for.
export class Lock {
  held = 0;
  readonly #world: World;
  readonly #waiting: (() => void)[] = [];
  #free: number;
  #since = 0;

  constructor(world: World, places = 1) {
    this.#world = world;
    this.#free = places;
  }

  take(): Wait {
    return (resume) => {
      const begin = (): void => {
        this.#since = this.#world.now;
        resume();
      };
      if (this.#free > 0) {
        --this.#free;
        begin();
      } else {
        this.#waiting.push(begin);
      }
    };
  }

  /// Counts how long it was held, where there is one place.
  release(): void {
    this.held += this.#world.now - this.#since;
    const next = this.#waiting.shift();
    if (next) next();
    else ++this.#free;
  }
}

/// The cores of a machine. Long work is cut into slices, so that short work beside it gets its turn.
export class Cores {
  busy = 0;
  readonly count: number;
  readonly #world: World;
  readonly #places: Lock;

  constructor(world: World, count: number) {
    this.#world = world;
    this.count = count;
    this.#places = new Lock(world, count);
  }

  *work(duration: number): Process {
    const slice = 500;
    for (let left = duration; left > 0; left -= slice) {
      yield this.#places.take();
      yield this.#world.after(Math.min(left, slice));
      this.busy += Math.min(left, slice);
      this.#places.release();
    }
  }
}

/// The disk of a log. Those who come while it writes share the next write (group commit).
export class Disk {
  readonly #world: World;
  readonly #fsync: number;
  readonly #byte: number;
  #waiting: (() => void)[] = [];
  #bytes = 0;
  #isBusy = false;

  constructor(world: World, fsync: number, bytes_per_s: number) {
    this.#world = world;
    this.#fsync = fsync;
    this.#byte = 1e6 / bytes_per_s;
  }

  sync(bytes: number): Wait {
    return (resume) => {
      this.#waiting.push(resume);
      this.#bytes += bytes;
      if (!this.#isBusy) this.#world.start(this.#write());
    };
  }

  *#write(): Process {
    this.#isBusy = true;
    while (this.#waiting.length > 0) {
      const sharing = this.#waiting.splice(0);
      const bytes = this.#bytes;
      this.#bytes = 0;
      yield this.#world.after(this.#fsync + bytes * this.#byte);
      for (const resume of sharing) resume();
    }
    this.#isBusy = false;
  }
}
