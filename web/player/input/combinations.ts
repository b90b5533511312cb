/** Keys that browsers or the viewer's system keep for themselves: what a menu shows, and the keys in pressing order. */
const combinations = {
  "Ctrl+Alt+Del": ["ControlLeft", "AltLeft", "Delete"],
  "Alt+Tab": ["AltLeft", "Tab"],
  "Alt+F4": ["AltLeft", "F4"],
  "Ctrl+Esc": ["ControlLeft", "Escape"],
  "Ctrl+Shift+Esc": ["ControlLeft", "ShiftLeft", "Escape"],
  F11: ["F11"],
  Win: ["MetaLeft"],
  "Win+R": ["MetaLeft", "KeyR"],
  "Win+L": ["MetaLeft", "KeyL"],
  PrintScreen: ["PrintScreen"],
  "Ctrl+W": ["ControlLeft", "KeyW"],
  "Ctrl+T": ["ControlLeft", "KeyT"],
  "Ctrl+N": ["ControlLeft", "KeyN"],
  "Ctrl+Alt+Backspace": ["ControlLeft", "AltLeft", "Backspace"],
} as const satisfies Record<string, readonly string[]>;

export type KeyCombination = keyof typeof combinations;

/** In the order of a menu. */
export const keyCombinations = Object.keys(combinations) as readonly KeyCombination[];

export function keysOf(combination: KeyCombination): readonly string[] {
  return combinations[combination];
}
