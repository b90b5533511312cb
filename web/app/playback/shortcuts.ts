import type { Playback } from "./playback";

/** What the keys do, as the details panel lists it. */
export const shortcutList: [keys: string, meaning: string][] = [
  ["Space", "Play or pause"],
  ["← →", "5 seconds back, forward"],
  ["Shift ← →", "30 seconds back, forward"],
  ["[ ]", "Slower, faster"],
  ["0 … 9", "To 0 % … 90 %"],
  ["Home, End", "To the start, to the end"],
  ["I", "Skip idle time"],
  ["F", "Full screen"],
  ["D", "Details"],
];

export interface ShortcutActions {
  toggleFullScreen: () => void;
  toggleDetails: () => void;
}

/** Acts on a key; returns whether it meant something. */
export function onShortcut(event: KeyboardEvent, playback: Playback, actions: ShortcutActions): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return false;
  const { key } = event;
  if (key >= "0" && key <= "9" && key.length === 1) {
    playback.seek((playback.duration.value * Number(key)) / 10);
    return true;
  }
  const stride = event.shiftKey ? 30_000 : 5_000;
  const doings: Record<string, () => void> = {
    " ": () => playback.toggle(),
    ArrowLeft: () => playback.seekBy(-stride),
    ArrowRight: () => playback.seekBy(stride),
    "[": () => playback.stepSpeed(-1),
    "]": () => playback.stepSpeed(1),
    Home: () => playback.seek(0),
    End: () => playback.seek(playback.duration.value),
    i: () => playback.toggleSkipIdle(),
    f: actions.toggleFullScreen,
    d: actions.toggleDetails,
  };
  const doing = doings[key.length === 1 ? key.toLowerCase() : key];
  // A button under the focus is pressed by space; it must not also pause.
  if (!doing || (key === " " && isPressable(event.target))) return false;
  doing();
  return true;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}

function isPressable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("button, a, [role=menuitem], [role=menuitemradio]");
}
