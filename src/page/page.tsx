import { render } from "preact";
import { App } from "./shell/app.js";
import { connect } from "./state/events.js";
import "./page.css";

const place = document.getElementById("page");
if (place !== null) render(<App />, place);
connect();
