import { describePage } from "../harness/describe-page.js";

describePage(
  "docs/callbacks-on-localhost.md",
  [
    {
      command:
        "EVOLINK_API_KEY=... npx wan-mock listen TASK_ID --yes-live --upstream https://api.evolink.ai --forward-to http://localhost:3000/hooks",
      because: "it asks the paid service",
    },
  ],
  { shells: ["bash", "zsh"] },
);
