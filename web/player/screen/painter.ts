import { fitInto } from "./fit";
import type { ScreenDecoder } from "./screen-decoder";

/** Shows a screen on a canvas that fills its container as far as its shape allows. Owns what it puts into the container. */
export class Painter {
  /** Positioned like the picture; what is drawn over it goes in here. */
  readonly stage = document.createElement("div");
  scale = 1;
  /** The picture has another place or scale. */
  onPlaced: () => void = () => {};

  private readonly canvas = document.createElement("canvas");
  private readonly context = this.canvas.getContext("2d", { alpha: false });
  private image: ImageData | undefined;
  private hidden = false;
  private readonly observer = new ResizeObserver(() => this.place());

  /** `maxScale` in page pixels per picture pixel. */
  constructor(
    private readonly container: HTMLElement,
    private readonly maxScale: number,
  ) {
    Object.assign(this.stage.style, { position: "absolute", overflow: "hidden", visibility: "hidden" });
    Object.assign(this.canvas.style, { display: "block", width: "100%", height: "100%" });
    if (getComputedStyle(container).position === "static") container.style.position = "relative";
    this.stage.append(this.canvas);
    container.append(this.stage);
    this.observer.observe(container);
  }

  /** Paints what changed since the last time; everything if the screen has a new size. */
  paint(screen: ScreenDecoder): void {
    if (screen.width === 0 || !this.context) return;
    let changed = screen.dirty.take();
    if (this.image?.data !== screen.bytes) {
      this.image = new ImageData(screen.bytes, screen.width, screen.height);
      this.canvas.width = screen.width;
      this.canvas.height = screen.height;
      this.place();
      changed = [{ x: 0, y: 0, width: screen.width, height: screen.height }];
    }
    for (const { x, y, width, height } of changed) {
      this.context.putImageData(this.image, 0, 0, x, y, width, height);
    }
  }

  /** Hides the picture where there is none. */
  set isHidden(hidden: boolean) {
    if (hidden === this.hidden) return;
    this.hidden = hidden;
    this.updateVisibility();
  }

  remove(): void {
    this.observer.disconnect();
    this.stage.remove();
  }

  private place(): void {
    const { width, height } = this.canvas;
    const { clientWidth, clientHeight } = this.container;
    if (!this.image || clientWidth === 0 || clientHeight === 0) return;
    const fit = fitInto(clientWidth, clientHeight, width, height, this.maxScale);
    this.scale = fit.scale;
    Object.assign(this.stage.style, {
      left: `${fit.left}px`,
      top: `${fit.top}px`,
      width: `${width * fit.scale}px`,
      height: `${height * fit.scale}px`,
    });
    // Enlarged by a whole number, pixels stay sharp; else smoothing is the lesser evil.
    const devicePixels = fit.scale * (devicePixelRatio || 1);
    const whole = Math.abs(devicePixels - Math.round(devicePixels)) < 1e-3;
    this.canvas.style.imageRendering = whole ? "pixelated" : "auto";
    this.updateVisibility();
    this.onPlaced();
  }

  private updateVisibility(): void {
    this.stage.style.visibility = this.image && !this.hidden ? "visible" : "hidden";
  }
}
