import { useEffect, useMemo, useRef } from "preact/hooks";
import type { LiveSession, LiveStarted } from "../../player";
import { keyboardHint, useFullScreen } from "../controls/fullScreen";
import { ClipboardBridge } from "./clipboard";
import type { LiveConnection } from "./connection";
import { cssPixels, desktopSize } from "./screenSize";
import { Toolbar } from "./Toolbar";
import { ViewChoice } from "./view";

interface RunningProps {
  connection: LiveConnection;
  session: LiveSession;
  started: LiveStarted;
}

/** The desktop itself, over the whole window. */
export function RunningSession({ connection, session, started }: RunningProps) {
  const container = useRef<HTMLDivElement>(null);
  const view = useMemo(() => new ViewChoice(), [session]);
  const clipboard = useMemo(() => new ClipboardBridge(session), [session]);
  const fullScreen = useFullScreen(keyboardHint);
  const actual = view.view.value === "actual";
  const screen = connection.screen.value;

  useEffect(() => {
    const unmount = session.mount(container.current!);
    session.focus();
    return unmount;
  }, [session]);

  // What the browser would close by a slip, it asks about first.
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, []);

  useEffect(() => {
    connection.onClipboard = (text) => void clipboard.receive(text);
    return () => {
      connection.onClipboard = () => {};
    };
  }, [clipboard]);

  const sharp = view.sharp.value;
  useEffect(() => {
    if (view.view.value !== "resize") return;
    const ask = () => {
      const size = desktopSize(innerWidth, innerHeight, devicePixelRatio, sharp);
      session.resize(size.width, size.height);
    };
    // Also right away: the window may have changed while the session was being started.
    ask();
    addEventListener("resize", ask);
    return () => removeEventListener("resize", ask);
  }, [view.view.value, sharp]);

  const pixel = cssPixels(devicePixelRatio, sharp);
  const size = actual ? { width: `${screen.width * pixel}px`, height: `${screen.height * pixel}px` } : {};
  // A click beside the picture must not take the keyboard from the desktop.
  const keepFocus = (event: PointerEvent) => {
    if (event.target !== container.current) return;
    event.preventDefault();
    session.focus();
  };
  return (
    <main class="stage live-stage" aria-label={`Desktop ${started.desktop}`}>
      <div class={`live-scroll ${actual ? "actual" : ""}`}>
        <div class="live-screen" ref={container} style={size} onPointerDown={keepFocus} />
      </div>
      <Toolbar
        session={session}
        started={started}
        screen={screen}
        screenElement={container}
        view={view}
        clipboard={started.clipboard ? clipboard : undefined}
        fullScreen={fullScreen}
        disconnect={() => connection.close()}
      />
    </main>
  );
}
