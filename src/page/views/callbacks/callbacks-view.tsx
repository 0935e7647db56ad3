import { useEffect, useMemo } from "preact/hooks";
import { Empty } from "../../parts/empty.js";
import { ListHead } from "../../parts/list-head.js";
import { Rows } from "../../parts/rows.js";
import { Split } from "../../parts/split.js";
import { linkTo, route } from "../../state/route.js";
import { readSearch, rememberingFilter } from "../../state/search.js";
import { isReport } from "../../state/source.js";
import { useMedia } from "../../state/use-media.js";
import { areDeliveriesRead, deliveries, followDeliveries } from "./deliveries.js";
import { DeliveryDetail } from "./delivery-detail.js";
import { DeliveryHeadings, DeliveryLine } from "./delivery-line.js";
import type { DeliveryRow } from "./delivery-row.js";
import { deliveryGrammar } from "./delivery-search.js";
import "./callbacks.css";

/** Pixels of a row: one line of columns, or two lines where there is no room for them. */
const [ROW, TALL_ROW] = [36, 58];

/** All deliveries of callbacks, the newest first, and the one that is open. */
export function CallbacksView() {
  useEffect(followDeliveries, []);
  const { id, query } = route.value;
  const text = query.get("q") ?? "";
  const isWide = useMedia("(min-width: 72rem)") && id === undefined;
  const { problems, filter } = useMemo(() => {
    const search = readSearch(text, deliveryGrammar);
    return { problems: search.problems, filter: rememberingFilter<DeliveryRow>(search.matches) };
  }, [text]);
  const shown = filter(deliveries.value);
  const kept: Record<string, string> = text === "" ? {} : { q: text };
  const total = deliveries.value.length;
  return (
    <Split
      label={`Callback ${id ?? ""}`}
      close={linkTo("callbacks", undefined, kept)}
      detail={id === undefined ? undefined : <DeliveryDetail key={id} id={id} />}
      list={
        <>
          <ListHead
            title="Callbacks"
            hint="state: status: url: task: or text"
            fields={deliveryGrammar.fields}
            text="Text in addresses, task, model, state, answer, reason"
            problems={problems}
            shown={shown.length}
            all={total}
          />
          {shown.length === 0 ? (
            <Nothing isSearched={total > 0} />
          ) : (
            <>
              {isWide ? <DeliveryHeadings /> : null}
              <Rows
                label="Callbacks"
                items={shown}
                height={isWide ? ROW : TALL_ROW}
                keyOf={(delivery) => delivery.id}
                linkOf={(delivery) => linkTo("callbacks", delivery.id, kept)}
                opened={id === undefined ? undefined : Number(id)}
                render={(delivery) => <DeliveryLine delivery={delivery} isWide={isWide} />}
              />
            </>
          )}
        </>
      }
    />
  );
}

function Nothing({ isSearched }: { readonly isSearched: boolean }) {
  if (isSearched)
    return (
      <Empty title="No callback matches the search">
        <a href={linkTo("callbacks")}>Show all</a>
      </Empty>
    );
  if (!areDeliveriesRead.value) return null;
  if (isReport) return <Empty title="No callbacks in this run" />;
  return (
    <Empty title="No callbacks yet">
      <p>
        Submit a task with a <code>callback_url</code>: when the task ends, its delivery stands here.
      </p>
    </Empty>
  );
}
