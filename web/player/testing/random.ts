/** Numbers that look random and are the same each time: xorshift. */
export class Random {
  constructor(private state: number) {}

  /** From 0 up to `limit`. */
  below(limit: number): number {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (this.state >>> 0) % limit;
  }
}
