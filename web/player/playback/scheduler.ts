/** Time and turns of the event loop, so that tests can have their own. */
export interface Scheduler {
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** Calls back before the next paint; returns how to stop that. While the page is hidden, that may be long. */
  frame(callback: () => void): () => void;
  /** Calls back after some time; returns how to stop that. */
  later(ms: number, callback: () => void): () => void;
  /** Resolves when the page has handled what waits, such as clicks. */
  turn(): Promise<void>;
}

export const browserScheduler: Scheduler = {
  now: () => performance.now(),
  frame(callback) {
    const id = requestAnimationFrame(callback);
    return () => cancelAnimationFrame(id);
  },
  later(ms, callback) {
    const id = setTimeout(callback, ms);
    return () => clearTimeout(id);
  },
  turn() {
    // A message is a task of its own and, unlike a time-out, never delayed.
    const { port1, port2 } = new MessageChannel();
    return new Promise((resolve) => {
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(undefined);
    });
  },
};
