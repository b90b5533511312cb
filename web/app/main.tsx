import { render } from "preact";
import "./appearance/variables.css";
import "./appearance/base.css";
import "./controls/controls.css";
import { loadStatus } from "./api/status";
import { App } from "./App";
import { restoreSession } from "./identity/session";
import { startRouting } from "./routing/location";

startRouting();
void loadStatus();
void restoreSession();
render(<App />, document.getElementById("app")!);
