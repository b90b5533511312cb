import { Blank } from "../controls/Blank";
import { useTitle } from "../routing/title";

export function NotFoundPage() {
  useTitle("Not found");
  return (
    <Blank
      icon="search"
      title="There is no page here"
      actions={
        <a class="button primary" href="/web">
          Go to the desktops
        </a>
      }
    >
      The address may be mistyped, or the link is old.
    </Blank>
  );
}
