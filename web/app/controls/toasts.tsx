import { signal } from "@preact/signals";
import { Icon } from "./icons";

export interface Toast {
  id: number;
  level: "information" | "warning" | "error";
  message: string;
}

/** Newest last; the oldest leaves when there are more than four. */
export const toasts = signal<Toast[]>([]);

let lastId = 0;

/** Shows a short message; errors stay until they are dismissed. */
export function showToast(message: string, level: Toast["level"] = "information"): void {
  const id = ++lastId;
  toasts.value = [...toasts.value, { id, level, message }].slice(-4);
  if (level !== "error") setTimeout(() => dismiss(id), level === "warning" ? 12_000 : 5_000);
}

function dismiss(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map((toast) => (
        <div key={toast.id} class={`toast ${toast.level}`}>
          <p>{toast.message}</p>
          <button
            type="button"
            class="button quiet icon-only small"
            aria-label="Dismiss"
            onClick={() => dismiss(toast.id)}
          >
            <Icon name="close" size={16} />
          </button>
        </div>
      ))}
    </div>
  );
}
