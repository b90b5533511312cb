import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import { type LiveSession, type LiveStarted, keyCombinations } from "../../player";
import { Icon } from "../controls/icons";
import { Menu } from "../controls/Menu";
import { useAutoHide } from "./autoHide";
import type { ClipboardBridge } from "./clipboard";
import { ClipboardMenu } from "./ClipboardMenu";
import type { FullScreen } from "../controls/fullScreen";
import { useKeyboardGivenBack } from "./keyboardGivenBack";
import type { ViewChoice } from "./view";
import { ViewMenu } from "./ViewMenu";

interface ToolbarProps {
  session: LiveSession;
  started: LiveStarted;
  screen: { width: number; height: number };
  /** What holds the desktop's picture. */
  screenElement: RefObject<HTMLElement | null>;
  view: ViewChoice;
  /** Absent when the server or the user said no. */
  clipboard: ClipboardBridge | undefined;
  fullScreen: FullScreen;
  disconnect: () => void;
}

/** The bar at the top edge. It hides; what tells that the session is recorded never does. */
export function Toolbar(props: ToolbarProps) {
  const { session, started, fullScreen } = props;
  const bar = useRef<HTMLDivElement>(null);
  const { open, pinned, setPinned, show, hide } = useAutoHide(bar);
  const work = () => session.focus();

  useKeyboardGivenBack(props.screenElement, () => {
    show();
    bar.current?.querySelector<HTMLElement>(".toolbar button")?.focus();
  });

  return (
    <div
      class={`toolbar-place ${open ? "open" : ""}`}
      ref={bar}
      onPointerEnter={show}
      onPointerLeave={hide}
      onFocusIn={show}
      onFocusOut={hide}
      onKeyDown={(event) => event.key === "Escape" && work()}
    >
      <div class="toolbar" role="toolbar" aria-label="Session" inert={!open}>
        <div class="toolbar-name">
          <strong class="cut">{started.desktop}</strong>
          <span class="soft cut">{started.login}</span>
        </div>
        <Menu
          label="Send keys"
          buttonClass="button quiet small"
          side="start"
          button={
            <>
              <Icon name="keyboard" size={18} />
              <span class="tool-label">Keys</span>
            </>
          }
        >
          {keyCombinations.map((combination) => (
            <button
              key={combination}
              type="button"
              class="menu-item"
              role="menuitem"
              onClick={() => {
                session.press(combination);
                setTimeout(work);
              }}
            >
              {combination.replaceAll("+", " + ").replace("PrintScreen", "Print Screen")}
            </button>
          ))}
        </Menu>
        {props.clipboard && <ClipboardMenu bridge={props.clipboard} done={work} />}
        <ViewMenu choice={props.view} screen={props.screen} done={work} />
        {fullScreen.possible && (
          <button
            type="button"
            class="button quiet small"
            aria-pressed={fullScreen.on}
            onClick={() => {
              fullScreen.toggle();
              work();
            }}
          >
            <Icon name={fullScreen.on ? "shrink" : "expand"} size={18} />
            <span class="tool-label">{fullScreen.on ? "Leave full screen" : "Full screen"}</span>
          </button>
        )}
        <button
          type="button"
          class="button quiet small icon-only"
          aria-label="Keep this bar open"
          title="Keep this bar open (Ctrl+Alt+Shift brings it back)"
          aria-pressed={pinned}
          onClick={() => setPinned(!pinned)}
        >
          <Icon name="pin" size={18} />
        </button>
        <button type="button" class="button danger small" onClick={props.disconnect}>
          <Icon name="power" size={18} />
          <span class="tool-label">Disconnect</span>
        </button>
      </div>
      <div class="toolbar-handle" title={`Rule: ${started.recording.rule}`} onPointerDown={show}>
        {started.recording.on ? <span class="record-dot" /> : <Icon name="info" size={14} />}
        {started.recording.on ? "Recorded" : "Not recorded"}
        {open && <span class="soft cut rule">because {started.recording.rule}</span>}
        <Icon name="down" size={14} />
      </div>
    </div>
  );
}
