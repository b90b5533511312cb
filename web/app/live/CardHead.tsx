import type { Desktop } from "../api/shapes";
import { Icon } from "../controls/icons";

/** Says which desktop a card is about. */
export function CardHead({ desktop, title }: { desktop: Desktop; title: string }) {
  return (
    <header class="card-head">
      <span class="desktop-mark">
        <Icon name="desktop" size={24} />
      </span>
      <div>
        <h1>{title}</h1>
        <p class="soft small mono">{desktop.addr}</p>
      </div>
    </header>
  );
}
