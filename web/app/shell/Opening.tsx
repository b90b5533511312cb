import { Mark } from "./Logo";

/** What stands on the page until it is known what to show. */
export function Opening() {
  return (
    <main class="whole-page opening" aria-busy="true">
      <Mark size={44} />
      <span class="visually-hidden">Loading</span>
    </main>
  );
}
