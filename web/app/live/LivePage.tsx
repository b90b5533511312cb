import { useEffect, useMemo } from "preact/hooks";
import * as api from "../api/routes";
import { useLoaded } from "../api/loading";
import type { Desktop } from "../api/shapes";
import { Blank, Failure } from "../controls/Blank";
import { paths } from "../routing/routes";
import { useTitle } from "../routing/title";
import { Opening } from "../shell/Opening";
import { CertificateConsent } from "./CertificateConsent";
import { ConnectForm } from "./ConnectForm";
import { LiveConnection } from "./connection";
import { EndScreen } from "./EndScreen";
import { RunningSession } from "./RunningSession";
import { StageList } from "./StageList";
import "./live.css";

/** A desktop in a tab of its own: ask for credentials, connect, work, end. */
export function LivePage({ cluster, desktop: name }: { cluster: string; desktop: string }) {
  useTitle(name);
  const loaded = useLoaded(`desktop ${name} of ${cluster}`, (signal) => api.desktops(cluster, signal));

  if (loaded.state === "loading") return <Opening />;
  if (loaded.state === "failed") {
    return (
      <main class="whole-page">
        <Failure error={loaded.error} retry={loaded.reload} />
      </main>
    );
  }
  const desktop = loaded.value.items.find((item) => item.name === name);
  if (!desktop) {
    return (
      <main class="whole-page">
        <Blank
          icon="desktop"
          title={`There is no desktop “${name}” for you`}
          actions={
            <a class="button primary" href={paths.desktops(cluster)}>
              Go to the desktops
            </a>
          }
        >
          Its name may have changed, or your roles do not allow it.
        </Blank>
      </main>
    );
  }
  return <Live cluster={cluster} desktop={desktop} />;
}

function Live({ cluster, desktop }: { cluster: string; desktop: Desktop }) {
  const connection = useMemo(() => new LiveConnection(api.livePath(cluster, desktop.name)), [cluster, desktop.name]);
  useEffect(() => () => connection.close(), [connection]);

  const phase = connection.phase.value;
  if (phase.step === "running") {
    return <RunningSession connection={connection} session={phase.session} started={phase.started} />;
  }
  return (
    <main class="connect-page">
      <div class="connect-card">
        {phase.step === "form" && <ConnectForm desktop={desktop} connection={connection} ending={phase.ending} />}
        {phase.step === "connecting" && (
          <StageList desktop={desktop} stage={phase.stage} cancel={() => connection.close()} />
        )}
        {phase.step === "certificate" && (
          <CertificateConsent desktop={desktop} question={phase.question} answer={phase.answer} />
        )}
        {phase.step === "ended" && (
          <EndScreen
            cluster={cluster}
            desktop={desktop}
            ending={phase.ending}
            started={phase.started}
            reconnect={() => connection.reset()}
          />
        )}
      </div>
    </main>
  );
}
