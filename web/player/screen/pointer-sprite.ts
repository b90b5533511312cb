import { arrowPicture } from "./arrow";
import type { PointerPicture, PointerShape } from "./pointer-shape";

/** Draws the recorded pointer over the picture, and a ring round it while a button is held. */
export class PointerSprite {
  private readonly canvas = document.createElement("canvas");
  private readonly ring = document.createElement("div");
  private drawn: PointerShape | undefined;
  private picture: PointerPicture | undefined;

  constructor(stage: HTMLElement) {
    const overlay = { position: "absolute", left: "0", top: "0", pointerEvents: "none", transformOrigin: "0 0", display: "none" };
    Object.assign(this.canvas.style, overlay);
    Object.assign(this.ring.style, overlay, {
      width: "28px",
      height: "28px",
      margin: "-14px 0 0 -14px",
      boxSizing: "border-box",
      border: "3px solid #f59e0b",
      borderRadius: "50%",
    });
    stage.append(this.ring, this.canvas);
  }

  /** `scale`: page pixels per picture pixel. */
  show(shape: PointerShape, x: number, y: number, scale: number, pressed: boolean): void {
    if (shape !== this.drawn) this.draw(shape);
    this.ring.style.display = pressed ? "block" : "none";
    this.ring.style.transform = `translate(${x * scale}px, ${y * scale}px)`;
    if (!this.picture) return;
    const left = (x - this.picture.hotX) * scale;
    const top = (y - this.picture.hotY) * scale;
    this.canvas.style.transform = `translate(${left}px, ${top}px) scale(${scale})`;
  }

  private draw(shape: PointerShape): void {
    this.drawn = shape;
    this.picture = shape.kind === "picture" ? shape : shape.kind === "default" ? arrowPicture() : undefined;
    this.canvas.style.display = this.picture ? "block" : "none";
    if (this.picture) drawPicture(this.canvas, this.picture);
  }
}

export function drawPicture(canvas: HTMLCanvasElement, picture: PointerPicture): void {
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext("2d")?.putImageData(new ImageData(picture.rgba, picture.width, picture.height), 0, 0);
}
