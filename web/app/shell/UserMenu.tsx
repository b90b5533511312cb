import type { Session } from "../api/shapes";
import { type Theme, chooseTheme, theme, themes } from "../appearance/theme";
import { Icon, type IconName } from "../controls/icons";
import { Menu } from "../controls/Menu";
import { showToast } from "../controls/toasts";
import { endSession } from "../identity/session";
import { paths } from "../routing/routes";

const look: Record<Theme, { icon: IconName; label: string }> = {
  system: { icon: "system", label: "System theme" },
  light: { icon: "sun", label: "Light theme" },
  dark: { icon: "moon", label: "Dark theme" },
};

export function UserMenu({ session }: { session: Session }) {
  const signOut = () =>
    endSession().catch(() => showToast("You are signed out here, but the server could not be told.", "warning"));

  return (
    <div class="user-menu">
      <Menu
        label={`Account of ${session.user}`}
        side="above start"
        buttonClass="account"
        button={
          <>
            <span class="initial" data-letter={session.user.slice(0, 1).toUpperCase()} aria-hidden="true" />
            <span class="cut">{session.user}</span>
            <Icon name="down" size={16} />
          </>
        }
      >
        <p class="menu-heading">Roles: {session.roles.join(", ") || "none"}</p>
        <hr class="menu-line" />
        {themes.map((choice) => (
          <button
            key={choice}
            type="button"
            class="menu-item"
            role="menuitemradio"
            aria-checked={theme.value === choice}
            onClick={() => chooseTheme(choice)}
          >
            <Icon name={look[choice].icon} size={18} />
            {look[choice].label}
            {theme.value === choice && (
              <span class="end">
                <Icon name="check" size={16} />
              </span>
            )}
          </button>
        ))}
        <hr class="menu-line" />
        <a class="menu-item" role="menuitem" href={paths.account}>
          <Icon name="user" size={18} />
          Account
        </a>
        <button type="button" class="menu-item" role="menuitem" onClick={signOut}>
          <Icon name="leave" size={18} />
          Sign out
        </button>
        <p class="menu-heading">Hindsight {session.version}</p>
      </Menu>
    </div>
  );
}
