import type { ComponentChildren } from "preact";
import type { ApiError } from "../api/request";
import { Icon, type IconName } from "./icons";

/** Stands where a page has nothing to show, and says what to do about it. */
export function Blank(props: {
  icon: IconName;
  title: string;
  children?: ComponentChildren;
  actions?: ComponentChildren;
}) {
  return (
    <div class="blank">
      <span class="mark">
        <Icon name={props.icon} size={26} />
      </span>
      <h2>{props.title}</h2>
      {props.children && <p>{props.children}</p>}
      {props.actions && <div class="actions">{props.actions}</div>}
    </div>
  );
}

/** Stands where a page could not be loaded. */
export function Failure({ error, retry }: { error: ApiError; retry?: () => void }) {
  const { icon, title } = headline(error);
  return (
    <div class="blank failure" role="alert">
      <span class="mark">
        <Icon name={icon} size={26} />
      </span>
      <h2>{title}</h2>
      <p>{error.message}</p>
      {retry && error.status !== 403 && (
        <div class="actions">
          <button type="button" class="button" onClick={retry}>
            <Icon name="refresh" size={18} />
            Try again
          </button>
        </div>
      )}
    </div>
  );
}

function headline(error: ApiError): { icon: IconName; title: string } {
  if (error.code === "unreachable") return { icon: "power", title: "The server cannot be reached" };
  if (error.status === 403) return { icon: "shield", title: "You have no access to this" };
  if (error.status === 404) return { icon: "search", title: "Not found" };
  return { icon: "warning", title: "This could not be loaded" };
}
