import { SquarePen } from "lucide";
import { linkTo, open } from "../state/route.js";
import { isReport } from "../state/source.js";
import { Icon } from "./icon.js";

/** Where the compose view finds the JSON text of the body that it is opened with. */
const HANDOFF = "wan-mock.compose";

/** Opens a body in the compose view; nothing in a report, which has none. */
export function ComposeButton({ body }: { readonly body: object | string }) {
  if (isReport) return null;
  return (
    <button
      type="button"
      class="button quiet"
      onClick={() => {
        sessionStorage.setItem(HANDOFF, typeof body === "string" ? body : JSON.stringify(body, null, 2));
        open(linkTo("compose"));
      }}
    >
      <Icon of={SquarePen} size={14} />
      Open in compose
    </button>
  );
}
