/** A copy of a screen at a moment. A pixel is 0xAABBGGRR, which in memory is R, G, B, A: the order of a canvas. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly timeMs: number;
  readonly pixels: Uint32Array;
}
