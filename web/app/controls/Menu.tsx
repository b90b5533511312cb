import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";

interface MenuProps {
  label: string;
  /** What the button shows; its name is `label`. */
  button: ComponentChildren;
  buttonClass?: string;
  /** Where the list opens: below and right-aligned unless told. */
  side?: "start" | "above" | "above start";
  title?: string;
  children: ComponentChildren;
}

/** A button with a list of actions, as the ARIA menu button pattern wants it. */
export function Menu(props: MenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const id = useId();

  const items = () => [...(root.current?.querySelectorAll<HTMLElement>(".menu-item") ?? [])];
  const close = (refocus: boolean) => {
    setOpen(false);
    if (refocus) root.current?.querySelector("button")?.focus();
  };

  useEffect(() => {
    if (!open) return;
    items()[0]?.focus();
    const outside = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside, true);
    return () => document.removeEventListener("pointerdown", outside, true);
  }, [open]);

  const onKey = (event: KeyboardEvent) => {
    if (!open) return;
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (target !== undefined) {
      event.preventDefault();
      all[(target + all.length) % all.length]?.focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      close(true);
    } else if (event.key === "Tab") {
      close(false);
    }
    event.stopPropagation();
  };

  return (
    <div class="menu" ref={root} onKeyDown={onKey}>
      <button
        type="button"
        class={props.buttonClass ?? "button quiet icon-only"}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={props.label}
        title={props.title ?? props.label}
        onClick={() => setOpen(!open)}
      >
        {props.button}
      </button>
      {open && (
        <div
          id={id}
          class={`menu-list ${props.side ?? ""}`}
          role="menu"
          aria-label={props.label}
          onClick={() => close(true)}
        >
          {props.children}
        </div>
      )}
    </div>
  );
}
