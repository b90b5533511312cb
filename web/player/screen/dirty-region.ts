import { area, type Rectangle, union } from "./rectangle";

const maxRectangles = 16;

/** What changed since the last paint: a few rectangles that cover it and may overlap. */
export class DirtyRegion {
  private rectangles: Rectangle[] = [];

  get isEmpty(): boolean {
    return this.rectangles.length === 0;
  }

  add(rectangle: Rectangle): void {
    for (let i = 0; i < this.rectangles.length; i++) {
      const both = union(this.rectangles[i], rectangle);
      // Painting a little too much is cheaper than one more call.
      if (area(both) <= (area(this.rectangles[i]) + area(rectangle)) * 1.25) {
        this.rectangles[i] = both;
        return;
      }
    }
    this.rectangles.push(rectangle);
    if (this.rectangles.length > maxRectangles) this.rectangles = [this.rectangles.reduce(union)];
  }

  /** Hands the rectangles over and begins anew. */
  take(): readonly Rectangle[] {
    const taken = this.rectangles;
    this.rectangles = [];
    return taken;
  }
}
