import { Icon } from "../controls/icons";
import { Menu } from "../controls/Menu";
import { type View, type ViewChoice, views } from "./view";

export function ViewMenu(props: { choice: ViewChoice; screen: { width: number; height: number }; done: () => void }) {
  const { choice, screen } = props;
  return (
    <Menu
      label="View"
      buttonClass="button quiet small"
      side="start"
      button={
        <>
          <Icon name="fit" size={18} />
          <span class="tool-label">View</span>
        </>
      }
    >
      {Object.entries(views).map(([view, label]) => (
        <Choice
          key={view}
          role="menuitemradio"
          label={label}
          on={choice.view.value === view}
          choose={() => {
            choice.view.value = view as View;
            setTimeout(props.done);
          }}
        />
      ))}
      {devicePixelRatio >= 2 && (
        <Choice
          role="menuitemcheckbox"
          label="Use every pixel of this screen"
          on={choice.sharp.value}
          choose={() => {
            choice.sharp.value = !choice.sharp.value;
            setTimeout(props.done);
          }}
        />
      )}
      <p class="menu-heading numbers">
        The desktop is {screen.width} × {screen.height}
      </p>
    </Menu>
  );
}

function Choice(props: { role: "menuitemradio" | "menuitemcheckbox"; label: string; on: boolean; choose: () => void }) {
  return (
    <button type="button" class="menu-item" role={props.role} aria-checked={props.on} onClick={props.choose}>
      {props.label}
      {props.on && (
        <span class="end">
          <Icon name="check" size={16} />
        </span>
      )}
    </button>
  );
}
