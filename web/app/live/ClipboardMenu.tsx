import { Icon } from "../controls/icons";
import { Menu } from "../controls/Menu";
import type { ClipboardBridge } from "./clipboard";

export function ClipboardMenu({ bridge, done }: { bridge: ClipboardBridge; done: () => void }) {
  const news = bridge.news.value;
  return (
    <Menu
      label={news ? "Clipboard, with a new text from the desktop" : "Clipboard"}
      buttonClass={`button quiet small ${news ? "has-news" : ""}`}
      side="start"
      button={
        <>
          <Icon name="clipboard" size={18} />
          <span class="tool-label">Clipboard</span>
        </>
      }
    >
      <button type="button" class="menu-item" role="menuitem" onClick={() => void bridge.sendToDesktop().finally(done)}>
        Send my clipboard to the desktop
      </button>
      <button
        type="button"
        class="menu-item"
        role="menuitem"
        aria-disabled={bridge.fromDesktop.value === undefined}
        onClick={() => void bridge.copyFromDesktop().finally(done)}
      >
        Copy the desktop’s text to my clipboard
      </button>
      <hr class="menu-line" />
      <p class="menu-heading wrap">
        Text goes both ways by itself if the browser allows this site to use the clipboard. Its content is never
        recorded, only when it was and how long.
      </p>
    </Menu>
  );
}
