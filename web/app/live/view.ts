import { signal } from "@preact/signals";

/** How the desktop's picture and the window go together. */
export const views = {
  resize: "Resize the desktop with the window",
  fit: "Keep its size, scale the picture",
  actual: "Keep its size, show every pixel",
} as const;
export type View = keyof typeof views;

export class ViewChoice {
  readonly view = signal<View>("resize");
  /** Use every device pixel of a dense screen. */
  readonly sharp = signal(false);
}
