import { lazy } from "./routing/lazy";
import { AccountPage } from "./account/AccountPage";
import { AuditPage } from "./audit/AuditPage";
import { Failure } from "./controls/Blank";
import { Toasts } from "./controls/toasts";
import { DesktopsPage } from "./desktops/DesktopsPage";
import { restoreSession, signIn } from "./identity/session";
import { LinkPage } from "./identity/LinkPage";
import { SignInPage } from "./identity/SignInPage";
import { RecordingsPage } from "./recordings/RecordingsPage";
import { ResourcesPage } from "./resources/ResourcesPage";
import { Redirect } from "./routing/Redirect";
import { place } from "./routing/location";
import { paths, routeOf, signInTarget } from "./routing/routes";
import { NotFoundPage } from "./shell/NotFoundPage";
import { Shell } from "./shell/Shell";
import { Opening } from "./shell/Opening";

const LivePage = lazy(() => import("./live/LivePage").then((m) => m.LivePage));
const PlayerPage = lazy(() => import("./playback/PlayerPage").then((m) => m.PlayerPage));

/** Chooses the page for the address and for who is signed in. */
export function App() {
  return (
    <>
      <CurrentPage />
      <Toasts />
    </>
  );
}

function CurrentPage() {
  const { path, query } = place.value;
  const route = routeOf(path);
  const who = signIn.value;

  if (who.state === "unknown") return <Opening />;
  if (who.state === "unreachable") {
    return (
      <main class="whole-page">
        <Failure error={who.error} retry={() => void restoreSession()} />
      </main>
    );
  }
  if (route.page === "link") return <LinkPage key={path} kind={route.kind} token={route.token} />;
  if (who.state === "signed out") {
    if (route.page === "sign in") return <SignInPage />;
    const here = path + location.search;
    return <Redirect to={paths.signIn(route.page === "home" ? undefined : here)} />;
  }

  const cluster = who.session.clusterName;
  switch (route.page) {
    case "home":
      return <Redirect to={paths.desktops(cluster)} />;
    case "sign in":
      return <Redirect to={signInTarget(query)} />;
    case "live":
      return <LivePage key={path} cluster={route.cluster} desktop={route.desktop} />;
    case "player":
      return <PlayerPage key={path} cluster={route.cluster} sid={route.sid} />;
    default:
      return <Shell session={who.session}>{shellPage(route)}</Shell>;
  }
}

function shellPage(route: ReturnType<typeof routeOf>) {
  switch (route.page) {
    case "account":
      return <AccountPage key="account" />;
    case "desktops":
      return <DesktopsPage key="desktops" cluster={route.cluster} />;
    case "recordings":
      return <RecordingsPage key="recordings" cluster={route.cluster} />;
    case "audit":
      return <AuditPage key="audit" cluster={route.cluster} />;
    case "resources":
      return <ResourcesPage key={route.section} cluster={route.cluster} section={route.section} />;
    default:
      return <NotFoundPage />;
  }
}
