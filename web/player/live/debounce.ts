/** Runs the latest of a burst of calls, once the burst is over. */
export class Debounce {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly ms: number) {}

  call(action: () => void): void {
    this.cancel();
    this.timer = setTimeout(action, this.ms);
  }

  cancel(): void {
    clearTimeout(this.timer);
  }
}
