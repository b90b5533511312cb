import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useTitle } from "../routing/title";
import { arrivedByLink } from "./arrival";

/** A page's place in the navigation, its name, and what can be done with the whole page. */
export function PageHeader(props: { above: string[]; title: string; children?: ComponentChildren }) {
  useTitle(props.title);
  const heading = useRef<HTMLHeadingElement>(null);

  // Someone who came by a link goes on reading at the new page's name, not at the old link.
  useEffect(() => {
    if (arrivedByLink()) heading.current?.focus({ preventScroll: true });
  }, [props.title]);

  return (
    <header class="page-header">
      <div>
        <p class="above small soft">{props.above.join(" › ")}</p>
        <h1 ref={heading} tabIndex={-1}>
          {props.title}
        </h1>
      </div>
      {props.children && <div class="page-actions">{props.children}</div>}
    </header>
  );
}
