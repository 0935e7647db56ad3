import { useEffect } from "preact/hooks";
import { Empty } from "../../parts/empty.js";
import { Rows } from "../../parts/rows.js";
import { SearchBox } from "../../parts/search-box.js";
import { Split } from "../../parts/split.js";
import { linkTo, route } from "../../state/route.js";
import { areDeliveriesRead, deliveries, followDeliveries } from "./deliveries.js";
import { DeliveryDetail } from "./delivery-detail.js";
import { DeliveryLine } from "./delivery-line.js";
import { deliverySearch } from "./delivery-search.js";
import "./callbacks.css";

/** Pixels of a row: two lines of text. */
const ROW = 58;

/** All deliveries of callbacks, the newest first, and the one that is open. */
export function CallbacksView() {
  useEffect(followDeliveries, []);
  const { id, query } = route.value;
  const search = query.get("q") ?? "";
  const shown = deliveries.value.filter(deliverySearch(search));
  const kept: Record<string, string> = search === "" ? {} : { q: search };
  const total = deliveries.value.length;
  return (
    <Split
      label={`Callback ${id ?? ""}`}
      close={linkTo("callbacks", undefined, kept)}
      detail={id === undefined ? undefined : <DeliveryDetail key={id} id={id} />}
      list={
        <>
          <div class="list-head">
            <h1>Callbacks</h1>
            <SearchBox label="Search callbacks" hint="URL, state:given-up, status:500" />
            <span class="count">{shown.length === total ? total : `${shown.length} of ${total}`}</span>
          </div>
          {shown.length === 0 ? (
            <Nothing isSearched={total > 0} />
          ) : (
            <Rows
              label="Callbacks"
              items={shown}
              height={ROW}
              keyOf={(delivery) => delivery.id}
              linkOf={(delivery) => linkTo("callbacks", delivery.id, kept)}
              opened={id === undefined ? undefined : Number(id)}
              render={(delivery) => <DeliveryLine delivery={delivery} />}
            />
          )}
        </>
      }
    />
  );
}

function Nothing({ isSearched }: { readonly isSearched: boolean }) {
  if (isSearched) return <Empty title="No callback fits the search" />;
  if (!areDeliveriesRead.value) return null;
  return (
    <Empty title="No callbacks yet">
      <p>
        Submit a task with a <code>callback_url</code>: when the task ends, its delivery stands here.
      </p>
    </Empty>
  );
}
