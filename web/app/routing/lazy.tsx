import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ApiError } from "../api/request";
import { Failure } from "../controls/Blank";
import { Opening } from "../shell/Opening";

/** A page whose code is fetched when it is first opened. */
export function lazy<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | undefined;

  return function LazyPage(props: P) {
    const [Page, setPage] = useState(() => loaded);
    const [failed, setFailed] = useState(false);

    useEffect(() => {
      if (Page) return;
      load().then(
        (page) => {
          loaded = page;
          setPage(() => page);
        },
        () => setFailed(true),
      );
    }, []);

    if (Page) return <Page {...props} />;
    if (!failed) return <Opening />;
    const error = new ApiError(
      "unreachable",
      "A part of this page could not be loaded. Check your connection, then load the page again.",
      0,
    );
    return (
      <main class="whole-page">
        <Failure error={error} retry={() => location.reload()} />
      </main>
    );
  };
}
