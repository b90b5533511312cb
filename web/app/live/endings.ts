import type { IconName } from "../controls/icons";

interface EndingLook {
  title: string;
  icon: IconName;
  /** Whether something went wrong. */
  bad: boolean;
  /** Whether connecting again can help. */
  again: boolean;
}

const fine = (title: string): EndingLook => ({ title, icon: "power", bad: false, again: true });
const bad = (title: string, icon: IconName = "warning", again = true): EndingLook => ({
  title,
  icon,
  bad: true,
  again,
});

/** The codes of docs/ARCHITECTURE.md, "A live session", and the player's own `connection_lost`. */
const looks: Record<string, EndingLook> = {
  closed_by_user: fine("You disconnected"),
  desktop_closed: fine("The desktop ended the session"),
  idle: fine("Ended because nothing was done"),
  server_stopping: fine("The server is being stopped"),
  dns_failed: bad("The desktop's name was not found"),
  refused: bad("The desktop refused the connection"),
  timed_out: bad("The desktop did not answer in time", "clock"),
  tls_failed: bad("The connection could not be secured", "shield"),
  certificate_changed: bad("The desktop's certificate has changed", "shield"),
  certificate_refused: { title: "You did not trust the certificate", icon: "shield", bad: false, again: true },
  bad_credentials: bad("Login or password is wrong", "user"),
  protocol_error: bad("The desktop said something unexpected"),
  worker_crashed: bad("The desktop worker stopped"),
  worker_hung: bad("The desktop worker hung", "clock"),
  no_such_desktop: bad("There is no such desktop", "desktop", false),
  access_denied: bad("You may not open this desktop", "shield", false),
  recording_failed: bad("The recording failed", "film"),
  desktop_access_not_built: bad("Desktop access is not available", "desktop", false),
  bad_message: bad("This page sent something wrong"),
  internal_error: bad("The server had an error"),
  connection_lost: bad("The connection to the server was lost"),
};

/** How an end is shown; `ran` says that the session had begun. */
export function endingLook(code: string, ran: boolean): EndingLook {
  // Someone who was inside lost the right to be: signed out, or a role was taken.
  if (code === "access_denied" && ran) return bad("Your access has ended", "shield");
  return looks[code] ?? bad("The session ended");
}
