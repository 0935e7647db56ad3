// Generated from openapi/control.yaml by "npm run generate". Do not edit.
export interface paths {
    "/_mock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The page for people
         * @description Answers everybody: what it shows comes from the other routes, which are guarded. `/_mock/` answers it too, and `/` to browsers. With the right `?token=` it answers 303 and sets the cookie of a session.
         */
        get: operations["getPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The page, opened at its API reference
         * @description Models, parameters with the rules that bind them, errors and examples, from the documents of both sides.
         */
        get: operations["getReference"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Health, version, and how much is kept
         * @description Answers everybody, token or not.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Totals since the start, for Prometheus
         * @description Prometheus text format, version 0.0.4.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The vendor side as an OpenAPI document
         * @description All models served, those of `--spec` too, and the routes beside the submit.
         */
        get: operations["getVendorDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/control.openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["getControlDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange the token for a cookie
         * @description For the page under `--control-token`. The cookie is `HttpOnly` and `SameSite=Strict`, lasts until the browser is closed, and counts for requests of the page alone.
         */
        post: operations["openSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Drop state
         * @description All of it, or one part. Dropped tasks never settle or call back; resetting accounts leaves held what live tasks hold. What was counted for the coverage goes with the scope `coverage` alone, not with all.
         */
        post: operations["reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A run as one HTML file
         * @description The page with tasks, requests, callbacks, credits, habits and coverage as they are now, to keep or to send. It holds the newest 1000 tasks and 2000 journal entries, 20 MB at the most, and says what was left out. Videos are not in it. API keys are shown by their label, and secrets that can be recognised in URLs are removed; prompts and bodies stay.
         */
        get: operations["getReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Contract coverage
         * @description Counted since the start, of requests to the vendor side, tasks and callbacks; `wan-mock coverage URL` reads it.
         */
        get: operations["getCoverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rules */
        get: operations["listRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/lint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Judge a body without submitting it
         * @description As a submit would, with what it would work with and reserve. Creates nothing.
         */
        post: operations["lint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The virtual time */
        get: operations["getClock"];
        put?: never;
        /**
         * Move, freeze or resume the clock
         * @description Runs everything that falls due, in due order, callbacks included, and answers when the mock is idle.
         */
        post: operations["moveClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tasks, whole or as short rows */
        get: operations["listTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything about a task */
        get: operations["getTask"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Set the progress of a live task
         * @description It never falls. The task is `processing` from then on.
         */
        patch: operations["setProgress"];
        trace?: never;
    };
    "/_mock/tasks/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Complete a live task now */
        post: operations["completeTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/tasks/{id}/fail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fail a live task now */
        post: operations["failTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/tasks/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a live task now
         * @description It reads as failed with `request_cancelled`.
         */
        post: operations["cancelTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/tasks/{id}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send the callback of an ended task again */
        post: operations["redeliver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/tasks/{id}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The result video, for whoever looks on
         * @description The file behind the result link of a completed task. It counts as no download of a client: it has no journal entry, no scenario spoils it, and it does not expire.
         */
        get: operations["getResult"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/failures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Documented failures of tasks
         * @description The codes that `POST /_mock/tasks/{id}/fail` takes, each with its documented message.
         */
        get: operations["listFailures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/callbacks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Deliveries with their attempts, newest first */
        get: operations["listCallbacks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/callbacks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One delivery, with its body */
        get: operations["getCallback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/journal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Journal entries, newest first
         * @description Bounded by count, bytes and age; `GET /_mock/health` tells all three. A page ends before its limit where its items take more than 8 MB.
         */
        get: operations["listJournal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/journal/{sequence}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One journal entry */
        get: operations["getJournalEntry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Journal entries as they happen (server-sent events)
         * @description Server-sent events: `id` is the number of a journal entry, `event` its kind, `data` the entry as JSON. What is still kept after `Last-Event-ID` comes first. Status changes that are only time passing (pending to processing) are computed when somebody looks and are no events. A slow reader is told what the journal still keeps once it reads on; an event `gap` says how many entries it missed. One that takes nothing for half a minute is cut. `GET /_mock/health` says how many readers are served at a time.
         */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/habits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Habits of the clients that cost money in production
         * @description Findings since the start or the last reset, the earliest evidence first, at most 100 of each habit. What a client never did is judged as though it were done.
         */
        get: operations["listHabits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/habits/catalogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The habits that the mock looks for */
        get: operations["listHabitCatalogue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Credits, grants and limits of all API keys, the first seen first
         * @description Keys that were used, configured or looked at. Of idle ones a bounded number is kept; `GET /_mock/health` tells how many.
         */
        get: operations["listAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/accounts/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Credits, grants and limits of an API key */
        get: operations["getAccount"];
        /**
         * Change credits, models, limits or house rules of an API key
         * @description All of it or, when one member cannot be, nothing.
         */
        put: operations["changeAccount"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/assets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The names of samples
         * @description Patterns of their names with bounds and examples. Answers everybody, token or not.
         */
        get: operations["listSamples"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/assets/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A sample file
         * @description A real file with exactly the properties that its name tells, made when it is asked for. Answers everybody, token or not, in ranges too. HEAD makes no large file, so its length is left out until a GET has made it, unless the name tells it.
         */
        get: operations["getSample"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/scenarios": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The scenarios, and how often each was used */
        get: operations["listScenarios"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/scenarios/reload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read the scenario files again
         * @description As when one of them changes. What is broken changes nothing.
         */
        post: operations["reloadScenarios"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/scenarios/next": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The queue, the next one first */
        get: operations["getQueue"];
        put?: never;
        /** Apply a scenario to the next matching calls */
        post: operations["queueScenario"];
        /** Drop the queue */
        delete: operations["clearQueue"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Every refusal of the control side. */
        Error: {
            error: {
                /** @description Cause, to branch on. */
                code: string;
                /** @description One sentence that says what to change. */
                message: string;
                /** @constant */
                type: "control_error";
            };
        };
        Health: {
            /** @constant */
            status: "ok";
            /** @description Of the package. */
            version: string;
            /**
             * Format: date-time
             * @description Real time of the start of this instance, whatever its clock says. Another value than before means that the mock was started again and its state is new.
             */
            started: string;
            /** @description Models served. */
            models: string[];
            /**
             * Format: date-time
             * @description Virtual time.
             */
            now: string;
            /** @description What ids and chance are drawn from. */
            seed: number;
            /** @description As `--pace` takes it. */
            pace: string;
            /** @description Probability by scenario name; absent without chaos. */
            chaos?: {
                [key: string]: number;
            };
            /** @description Whether the other routes of the control side ask for `X-Wan-Mock-Token`, as `--control-token` sets it. */
            control_token: boolean;
            /** @description Credits to the dollar on the price list. */
            credits_per_usd: number;
            /** @description Where the state is kept, and whether it can be. */
            state: {
                /**
                 * @description The state ends with the process.
                 * @constant
                 */
                kept: "memory";
            } | {
                /**
                 * @description The state is there again at the next start.
                 * @constant
                 */
                kept: "folder";
                /** @description As `--data` names it. */
                folder: string;
                /** @description Size of the log in it. */
                bytes: number;
                /** @description Why nothing can be kept now; absent while all is well. */
                outage?: string;
            } | {
                /**
                 * @description The state is shared with other mocks.
                 * @constant
                 */
                kept: "redis";
                /** @description Host and port of Redis. */
                server: string;
                /** @description Whether Redis answers this mock. */
                reachable: boolean;
                /** @description Id of this mock among those that share the state. */
                replica: string;
                /** @description Mocks that share the state, this one included. */
                replicas: number;
                /** @description Number of the last change that this mock knows. */
                frame: number;
            };
            tasks: {
                /** @description Tasks kept, as `--tasks` says. Of more, those that have ended, are settled and called back make room, the oldest first. */
                most: number;
                /** @description Bytes that they take in memory at the most, about; of more the oldest make room. */
                most_bytes: number;
                /** @description Tasks at hand. More than `most` only where nothing ends: a live task never goes. */
                kept: number;
                /** @description Bytes that they take in memory, about. */
                bytes: number;
                /** @description Tasks that made room since the start or the last reset. */
                gone: number;
            };
            journal: {
                /** @description Entries kept, as `--journal-entries` says. */
                most: number;
                /** @description Bytes that they take in memory at the most, about; of more the oldest make room. */
                most_bytes: number;
                /** @description Virtual milliseconds that entries are kept. */
                age: number;
                /** @description Entries at hand. */
                kept: number;
                /** @description Bytes that they take in memory, about. */
                bytes: number;
                /** @description Entries ever recorded. */
                recorded: number;
            };
            deliveries: {
                /** @description Ended deliveries kept, as `--deliveries` says. */
                most: number;
                /** @description Bytes that ended deliveries take in memory at the most, about; of more the oldest make room. */
                most_bytes: number;
                /** @description Deliveries at hand. */
                kept: number;
                /** @description Bytes that ended deliveries take in memory, about. */
                bytes: number;
                /** @description Those at hand that have not ended; they are kept always. */
                pending: number;
                /** @description Deliveries ever made. */
                made: number;
            };
            accounts: {
                /** @description Idle accounts kept: no live task, nothing configured. Of more, those without a ledger go first, then those unused for longest. */
                most: number;
                /** @description Accounts at hand, idle or not. */
                kept: number;
                /** @description Ledger entries kept of all accounts together, about 100 bytes each. */
                most_entries: number;
                /** @description Ledger entries at hand. */
                entries: number;
            };
            idempotency_keys: {
                /** @description Keys remembered per API key. */
                most: number;
                /** @description Bytes that they take in memory at the most, about; of more the oldest make room. */
                most_bytes: number;
                /** @description Keys at hand. */
                kept: number;
                /** @description Bytes that they take in memory, about. */
                bytes: number;
            };
            scenarios: {
                /** @description Entries that the queue takes. */
                most: number;
                /** @description Entries that wait. */
                queued: number;
            };
            habits: {
                /** @description Tasks watched; of more the newest. */
                most_tasks: number;
                /** @description Tasks watched now. */
                tasks: number;
                /** @description API keys watched; of more the newest. */
                most_clients: number;
                /** @description API keys watched now. */
                clients: number;
                /** @description Bytes of the bodies that are compared, at the most, about. */
                most_bytes: number;
                /** @description Bytes of those bodies now. */
                bytes: number;
            };
            events: {
                /** @description Readers of `/_mock/events` served at a time. */
                most: number;
                /** @description Readers now. */
                readers: number;
            };
            uploads: {
                /** @description Bytes of uploaded files that are kept at the most; more are refused. */
                most_bytes: number;
                /** @description Bytes of those files now. */
                bytes: number;
                /** @description Files now; those whose 72 hours are over count until somebody looks. */
                files: number;
            };
        };
        Clock: {
            /**
             * Format: date-time
             * @description Virtual time.
             */
            now: string;
            /** @enum {string} */
            mode: "running" | "frozen";
            /** @description Works that wait for their instant. */
            waiting: number;
            /**
             * Format: date-time
             * @description Instant of the earliest of them.
             */
            next: string | null;
        };
        /** @description One move. */
        ClockMove: {
            /** @description Forward by `90s`, `2m`, `24h`, `1d` or whole milliseconds. */
            advance: string | number;
        } | {
            /** @description Forward to an instant: a day, or a time with its zone. */
            set: string;
        } | {
            /**
             * @description Stop; what is due still runs.
             * @constant
             */
            freeze: true;
        } | {
            /**
             * @description Run on.
             * @constant
             */
            resume: true;
        } | {
            /**
             * @description Forward to the next instant at which something happens.
             * @constant
             */
            next: true;
        };
        /** @enum {string} */
        ResetScope: "all" | "tasks" | "journal" | "accounts" | "clock" | "scenarios" | "uploads" | "coverage";
        /**
         * @description A section of the coverage.
         * @enum {string}
         */
        CoverageGroup: "models" | "parameters" | "values" | "rules" | "errors" | "failures" | "transitions" | "callbacks" | "routes" | "bounds";
        CoverageSection: {
            group: components["schemas"]["CoverageGroup"];
            /** @description Its name for people. */
            title: string;
            /** @description When an item of it is hit. */
            hint: string;
            /** @description Whether its items are part of the overall percentage. */
            counts: boolean;
            percent: components["schemas"]["CoveragePercent"];
            /** @description Items that were hit at least once. */
            covered: number;
            /** @description All items. */
            total: number;
        };
        /** @description Covered of total, cut after the first decimal; 100 where there is nothing to cover. */
        CoveragePercent: number;
        CoverageItem: {
            /** @description Stable, such as `rule/video-reference-caps-duration/refused`. */
            id: string;
            group: components["schemas"]["CoverageGroup"];
            /** @description The id for people. */
            label: string;
            /** @description Models that it belongs to; absent for what all share. */
            models?: string[];
            /** @description How often it happened. */
            hits: number;
        };
        /** @description What was exercised of the contract. */
        Coverage: {
            percent: components["schemas"]["CoveragePercent"];
            /** @description Items that count and were hit at least once. */
            covered: number;
            /** @description All items that count. */
            total: number;
            groups: components["schemas"]["CoverageSection"][];
            items: components["schemas"]["CoverageItem"][];
            /** @description Ids of the items that count and were never hit. */
            missing: string[];
            /** @description What the items were taken from. */
            contract: {
                /** @description Ids of the models. */
                models: string[];
                /** @description Models that each rule holds for, by its id. */
                rules: {
                    [key: string]: string[];
                };
            };
        };
        Reset: {
            scope?: components["schemas"]["ResetScope"];
        };
        ResetAnswer: {
            reset: components["schemas"]["ResetScope"];
            /**
             * Format: date-time
             * @description Virtual time.
             */
            now: string;
            /** @enum {string} */
            mode: "running" | "frozen";
            waiting: number;
            /** Format: date-time */
            next: string | null;
        };
        /** @description What the service would work with. */
        EffectiveRequest: {
            model: string;
            /** @description Parameters after cutting, with the documented defaults. */
            parameters: Record<string, unknown>;
            /** @description Prompts that were cut. */
            cut: {
                param: string;
                keptCharacters: number;
            }[];
            output: {
                width: number;
                height: number;
                seconds: number;
            };
            /** @description Which voice speaks for which reference. */
            voices: {
                [key: string]: string;
            };
            ignored: {
                param: string;
                why: string;
            }[];
        };
        Finding: {
            /** @description Rule id, or `schema/KEYWORD`. */
            rule: string;
            /** @enum {string} */
            severity: "error" | "warn";
            /** @description JSON pointer into the body; empty for the body itself. */
            pointer: string;
            /** @description The same place as the service writes it. */
            param: string;
            message: string;
            source: {
                page: string;
                at: string;
            };
            /**
             * @description Where an error lets the request pass, and the task fails when it is processed.
             * @constant
             */
            effect?: "fails-task";
            /** @description Close names. */
            suggestions?: string[];
            /** @description What the rule says; told by the journal. */
            summary?: string;
        };
        TaskError: {
            code: string;
            message: string;
            /** @constant */
            type: "task_error";
        };
        Attempt: {
            /** Format: date-time */
            due: string;
            /** Format: date-time */
            sent: string;
            /** @description HTTP status of the answer. */
            status?: number;
            /** @description Why there is no answer. */
            error?: string;
            /** @description Virtual seconds until the answer: 10 for a silent receiver. */
            seconds: number;
            /** @description First 2 kB of it. */
            answer?: string;
            /** @description Why the answer's body did not arrive whole. The status decides all the same. */
            incomplete?: string;
            /**
             * @description The attempt was begun before by a process that is no more, so the receiver may have had it already.
             * @constant
             */
            again?: true;
        };
        /** @description All tries for one event of a task. */
        Delivery: {
            /** @description Counts up from 1. */
            id: number;
            task: string;
            /** @description How the API key of the task is shown: `key_` and 8 hex digits of a hash. */
            key: string;
            model: string;
            /** @description As the request named it. */
            callback_url: string;
            /** @description Where it really goes; `null` when withheld. */
            target: string | null;
            /** @enum {string} */
            state: "pending" | "delivered" | "given-up" | "withheld";
            /** @description Why it is withheld. */
            reason?: string;
            attempts: components["schemas"]["Attempt"][];
        };
        /** @description A delivery with what it sends. */
        OneDelivery: {
            /** @description Counts up from 1. */
            id: number;
            task: string;
            /** @description How the API key of the task is shown: `key_` and 8 hex digits of a hash. */
            key: string;
            model: string;
            /** @description As the request named it. */
            callback_url: string;
            /** @description Where it really goes; `null` when withheld. */
            target: string | null;
            /** @enum {string} */
            state: "pending" | "delivered" | "given-up" | "withheld";
            /** @description Why it is withheld. */
            reason?: string;
            attempts: components["schemas"]["Attempt"][];
            /** @description What is sent or was sent, or of one that is withheld what would be; as the query shows the task. `null` when the task is no longer kept. */
            body: Record<string, unknown> | null;
        };
        /** @description Everything about a task: as the service shows it, and what it hides. */
        Task: {
            /** @description Seconds since the Unix epoch. */
            created: number;
            id: string;
            model: string;
            /** @constant */
            object: "video.generation.task";
            progress: number;
            results?: string[];
            /**
             * @description `cancelled` under the scenario `status-cancelled` alone.
             * @enum {string}
             */
            status: "pending" | "processing" | "completed" | "failed" | "cancelled";
            task_info: {
                can_cancel: boolean;
                estimated_time: number;
            };
            /** @constant */
            type: "video";
            usage: {
                billing_rule: string;
                credits_reserved: number;
                user_group: string;
            };
            error?: components["schemas"]["TaskError"];
            /** @description How an API key is shown: `key_` and 8 hex digits of a hash. */
            key: string;
            /** @description The body as it was sent. One that takes more than 64 kB in memory is cut: a text then ends in `... [N more characters not kept]`, and a member `...` names what lost items or members. */
            request: Record<string, unknown>;
            /** @description What was forced on it. */
            scenarios?: string[];
            effective: components["schemas"]["EffectiveRequest"] | null;
            timeline: {
                /** Format: date-time */
                created: string;
                /**
                 * Format: date-time
                 * @description When it leaves `pending` by itself.
                 */
                processing: string | null;
                /**
                 * Format: date-time
                 * @description When it ends by itself.
                 */
                ends: string | null;
                /** Format: date-time */
                ended: string | null;
                /** @description `timed`, `polls:N`, `manual`, or `steps` of a scenario file. */
                pace: string;
                /** @description Queries counted under `polls:N`. */
                queries: number | null;
            };
            billing: {
                rule: string;
                /** @description Credits. */
                reserved: number;
                /** @description Credits; `null` until settled, 0 after a failure. */
                charged: number | null;
                charged_usd: number | null;
            };
            deliveries: components["schemas"]["Delivery"][];
        };
        /** @description A task as a row of a list. */
        TaskSummary: {
            id: string;
            model: string;
            /**
             * @description `cancelled` under the scenario `status-cancelled` alone.
             * @enum {string}
             */
            status: "pending" | "processing" | "completed" | "failed" | "cancelled";
            /** @description Whole percent. */
            progress: number;
            /** @description How an API key is shown: `key_` and 8 hex digits of a hash. */
            key: string;
            /** Format: date-time */
            created: string;
            /**
             * Format: date-time
             * @description When it ends by itself; `null` where time alone does not end it.
             */
            ends: string | null;
            /**
             * Format: date-time
             * @description `null` for a live task.
             */
            ended: string | null;
            /** @description Its first 200 characters (code points), with `...` behind them where there are more; empty without a prompt. */
            prompt: string;
            /** @description `error.code` of a task that failed. */
            code?: string;
            credits_reserved: number;
            /** @description Credits; `null` until settled, 0 after a failure. */
            charged: number | null;
            /** @description What was forced on it; absent where nothing was. */
            scenarios?: string[];
        };
        TaskPage: {
            /** @description All whole, or with `view=summary` all rows. */
            items: (components["schemas"]["Task"] | components["schemas"]["TaskSummary"])[];
            /** @description `after` of the following page. */
            next: string | null;
        };
        Progress: {
            progress: number;
        };
        Failure: {
            /** @description A documented code; with `undocumented` any text. */
            code: string;
            /** @description The documented one of the code by default. */
            message?: string;
            /**
             * @description Takes a code that no page documents. Without it such a code is refused, with the documented one that is closest.
             * @default false
             */
            undocumented?: boolean;
        };
        FailureList: {
            items: {
                /** @description `error.code` of the task. */
                code: string;
                /** @description `error.message` unless another one is given. */
                message: string;
            }[];
            next: null;
        };
        /** @description Empty. */
        Nothing: Record<string, unknown>;
        DeliveryPage: {
            items: components["schemas"]["Delivery"][];
            /** @description `before` of the following page. */
            next: number | null;
        };
        RequestEntry: {
            /** @description Counts up from 1; the id of the event. */
            sequence: number;
            /**
             * Format: date-time
             * @description Virtual time.
             */
            at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "request";
            /**
             * @description What was asked for; `unknown` for what the vendor side does not have.
             * @enum {string}
             */
            route: "submit" | "query" | "download" | "credits" | "models" | "list" | "batch" | "uploadBase64" | "uploadUrl" | "uploadStream" | "fileList" | "fileQuota" | "fileDelete" | "fileDownload" | "fileLink" | "unknown";
            requestId: string;
            method: string;
            path: string;
            /** @description HTTP status; 0 where a scenario let no answer arrive. */
            status: number;
            /** @description `error.code` of a refusal. */
            code?: string;
            /** @description `error.message` of a refusal, or `msg` of one of the file service: what the client was told. API keys in it are hidden; a long one is cut after 1,000 characters, with `...` behind. */
            message?: string;
            /** @description Seconds of `Retry-After`. */
            retryAfter?: number;
            /**
             * @description Status of the task that a query was shown.
             * @enum {string}
             */
            shown?: "pending" | "processing" | "completed" | "failed";
            /** @description Whole percent that a query was shown. */
            progress?: number;
            /** @description Tasks that the answer to a question about several showed. */
            seen?: {
                task: string;
                /** @enum {string} */
                status: "pending" | "processing" | "completed" | "failed";
            }[];
            /** @description Id of the uploaded file that a call was about. */
            file?: string;
            /** @description `Idempotency-Key` of a submit, as it was sent. */
            idempotencyKey?: string;
            /** @description Number of the newest entry when the request arrived, 0 for none; what came later its sender cannot have known. */
            arrivedAfter: number;
            /**
             * @description The answer is that of an earlier submit with the same `Idempotency-Key`.
             * @constant
             */
            replayed?: true;
            /** @description What to call instead, where no route takes the call. */
            hint?: string;
            /**
             * @description The request was passed on to a service by `wan-mock proxy`, or that was tried; its answer is the service's where one came.
             * @constant
             */
            live?: true;
            /** @description How the answer was spoilt on its way, by a scenario or between a service and the proxy: what was decided may never have arrived. */
            fault?: string;
            /** @description Real time until the answer. */
            milliseconds: number;
            /** @description How an API key is shown: `key_` and 8 hex digits of a hash. */
            key?: string;
            model?: string;
            task?: string;
            /** @description Scenarios that had a part in the answer. */
            scenario?: string;
            /** @description By an accepted submit. */
            credits_reserved?: number;
            /** @description The JSON object that a submit sent; only where one entry is asked for. */
            body?: Record<string, unknown>;
            findings: components["schemas"]["Finding"][];
        };
        /** @description Accepted, its progress set by the control side, or ended; the end stands before settle or refund. What time alone does to a task is computed when somebody looks and has no entry. */
        TaskEntry: {
            /** @description Counts up from 1; the id of the event. */
            sequence: number;
            /**
             * Format: date-time
             * @description Virtual time.
             */
            at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "task";
            /** @description How an API key is shown: `key_` and 8 hex digits of a hash. */
            key?: string;
            model?: string;
            task: string;
            /** @enum {string} */
            step: "created" | "changed" | "ended";
            /** @enum {string} */
            status: "pending" | "processing" | "completed" | "failed";
            progress: number;
            /** @description `error.code` of a task that failed. */
            code?: string;
            /**
             * @description It completed and has nothing to download.
             * @constant
             */
            withoutResult?: true;
        };
        /** @description A habit of a client showed for the first time under its key. */
        HabitEntry: {
            /** @description Counts up from 1; the id of the event. */
            sequence: number;
            /**
             * Format: date-time
             * @description Virtual time.
             */
            at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "habit";
            /** @description Id of the habit. */
            habit: string;
            /** @enum {string} */
            severity: "error" | "warn";
            message: string;
            /** @description How an API key is shown: `key_` and 8 hex digits of a hash. */
            key?: string;
            model?: string;
            task?: string;
            /** @description Numbers of journal entries that it rests on. */
            evidence: number[];
        };
        HabitFinding: {
            /**
             * Format: date-time
             * @description Virtual time of the latest happening that it rests on.
             */
            at: string;
            /** @description Id of the habit. */
            habit: string;
            /**
             * @description `error` where it costs money or a result, `warn` where it is a bad manner.
             * @enum {string}
             */
            severity: "error" | "warn";
            /** @description What was seen, with its figures, and what to do instead. */
            message: string;
            /** @description How an API key is shown: `key_` and 8 hex digits of a hash. */
            key?: string;
            model?: string;
            task?: string;
            /** @description Numbers of journal entries that it rests on: the first five and the latest five. */
            evidence: number[];
        };
        HabitList: {
            items: components["schemas"]["HabitFinding"][];
            next: null;
        };
        Habit: {
            id: string;
            /** @description What a client does. */
            summary: string;
            /** @enum {string} */
            severity: "error" | "warn";
            /** @description Why that costs money, time or results. */
            cost: string;
            /** @description What to do instead. */
            advice: string;
            /** @description Where the documents speak of it. */
            source: {
                page: string;
                at: string;
            };
        };
        HabitCatalogue: {
            items: components["schemas"]["Habit"][];
            next: null;
        };
        SettlementEntry: {
            /** @description Counts up from 1; the id of the event. */
            sequence: number;
            /**
             * Format: date-time
             * @description Virtual time.
             */
            at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "settle" | "refund";
            /** @description How an API key is shown: `key_` and 8 hex digits of a hash. */
            key?: string;
            model?: string;
            task: string;
            /** @enum {string} */
            status: "completed" | "failed";
            /** @description Credits charged, or given back. */
            amount: number;
        };
        CallbackEntry: {
            /** @description Counts up from 1; the id of the event. */
            sequence: number;
            /**
             * Format: date-time
             * @description Virtual time.
             */
            at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "callback";
            /** @description How an API key is shown: `key_` and 8 hex digits of a hash. */
            key?: string;
            model?: string;
            task: string;
            delivery: number;
            url: string;
            /**
             * @description The attempt was begun before by a process that is no more, so the receiver may have had it already.
             * @constant
             */
            again?: true;
            /** @description From 1; 0 for a delivery that was withheld. */
            attempt: number;
            /**
             * @description What the delivery has come to with this attempt; `pending` while another one follows.
             * @enum {string}
             */
            state: "pending" | "delivered" | "given-up" | "withheld";
            /** @description Until the answer or the failure. Real ones, or 0 while the clock stands still; 10 for a silent receiver. */
            seconds?: number;
            status?: number;
            error?: string;
        };
        ClockEntry: {
            /** @description Counts up from 1; the id of the event. */
            sequence: number;
            /**
             * Format: date-time
             * @description Virtual time.
             */
            at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "clock";
            /** @enum {string} */
            move: "advance" | "set" | "next" | "freeze" | "resume";
            /** @enum {string} */
            mode: "running" | "frozen";
        };
        ResetEntry: {
            /** @description Counts up from 1; the id of the event. */
            sequence: number;
            /**
             * Format: date-time
             * @description Virtual time.
             */
            at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "reset";
            scope: components["schemas"]["ResetScope"];
        };
        JournalEntry: components["schemas"]["RequestEntry"] | components["schemas"]["TaskEntry"] | components["schemas"]["SettlementEntry"] | components["schemas"]["CallbackEntry"] | components["schemas"]["HabitEntry"] | components["schemas"]["ClockEntry"] | components["schemas"]["ResetEntry"];
        JournalPage: {
            items: components["schemas"]["JournalEntry"][];
            /** @description `before` of the following page. */
            next: number | null;
        };
        /** @description `null` is unlimited. */
        Limits: {
            /** @description Submits: `10/s`, `60/min`, `1000/h`. */
            rate_limit: string | null;
            /** @description The same for queries. */
            rate_limit_queries: string | null;
            /** @description Most live tasks. */
            concurrency: number | null;
        };
        LedgerEntry: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            kind: "grant" | "reserve" | "settle" | "refund";
            /** @description Credits that the key can spend more or, below 0, less. */
            amount: number;
            task?: string;
            model?: string;
        };
        Account: {
            /** @description How an API key is shown: `key_` and 8 hex digits of a hash. */
            key: string;
            /** @description Credits free to be spent; `null` while unlimited. */
            balance: number | null;
            /** @description Credits held for tasks that have not ended. */
            reserved: number;
            /** @description Credits charged. */
            used: number;
            used_usd: number;
            /** @description What the tasks cost that were submitted since midnight UTC of virtual time. */
            spent_today: number;
            /** @description Credits used or held, by model. */
            by_model: {
                [key: string]: number;
            };
            /** @description Models it may use; `null` for all. */
            models: string[] | null;
            /** @description `usage.user_group` of its answers. */
            user_group: string;
            limits: components["schemas"]["Limits"];
            policy: components["schemas"]["Policy"];
            /** @description Movements, oldest first. */
            ledger: components["schemas"]["LedgerEntry"][];
        };
        /** @description An account as a row of a list. */
        AccountSummary: {
            /** @description How an API key is shown: `key_` and 8 hex digits of a hash. */
            key: string;
            /** @description Credits free to be spent; `null` while unlimited. */
            balance: number | null;
            /** @description Credits held for tasks that have not ended. */
            reserved: number;
            /** @description Credits charged. */
            used: number;
            used_usd: number;
            /** @description What the tasks cost that were submitted since midnight UTC of virtual time. */
            spent_today: number;
            /** @description Models it may use; `null` for all. */
            models: string[] | null;
            /** @description `usage.user_group` of its answers. */
            user_group: string;
            limits: components["schemas"]["Limits"];
            policy: components["schemas"]["Policy"];
        };
        AccountPage: {
            items: components["schemas"]["AccountSummary"][];
            /** @description `after` of the following page. */
            next: string | null;
        };
        /** @description House rules that hold for the key; `null` where there is none. */
        Policy: {
            /** @description Seconds. */
            longest_duration: number | null;
            allowed_qualities: string[] | null;
            /** @description Credits between two midnights UTC. */
            daily_credits: number | null;
        };
        /** @description Only what is named changes. */
        AccountChange: {
            /** @description Credits; `null` for unlimited. */
            balance?: number | null;
            /** @description Ids that are served here; `null` for all. */
            models?: string[] | null;
            user_group?: string;
            limits?: {
                rate_limit?: string | null;
                rate_limit_queries?: string | null;
                concurrency?: number | null;
            };
            /** @description House rules of its own; `null` for those of the mock. */
            policy?: {
                longest_duration?: number | null;
                allowed_qualities?: string[] | null;
                daily_credits?: number | null;
            } | null;
        };
        Scenario: {
            name: string;
            /** @enum {string} */
            kind: "task" | "http" | "transport" | "callback" | "download" | "file";
            /** @enum {string} */
            operation: "submit" | "query" | "download" | "callback" | "upload";
            summary: string;
            /** @description The file that brings it, for one of `--scenarios`. */
            source?: string;
            /** @description Answers that named it in `X-Wan-Mock-Scenario` since the start or the last reset of scenarios; each answer about a task that it was forced on, where it had a part in that answer. */
            used: number;
        };
        ScenarioList: {
            items: components["schemas"]["Scenario"][];
            next: null;
        };
        NextScenario: {
            /** @description As the catalogue has it; `NAME:2` is the same as `times` 2. */
            name: string;
            /** @description How many calls; 1 by default. */
            times?: number;
            match?: {
                /** @description API key, or how it is shown. */
                key?: string;
                model?: string;
                /** @description Text that the prompt contains. */
                prompt?: string;
            };
        };
        QueuedScenario: {
            name: string;
            /** @description Calls that it still hits. */
            left: number;
            match: {
                /** @description How an API key is shown: `key_` and 8 hex digits of a hash. */
                key?: string;
                model?: string;
                prompt?: string;
            };
        };
        Queue: {
            items: components["schemas"]["QueuedScenario"][];
            next: null;
        };
        RuleExample: {
            /** @description A body, or its JSON text. */
            body: Record<string, unknown> | string;
            /** @description Other rules that it cannot help breaking. */
            alsoBreaks?: string[];
            /** @description What is known of its media. */
            assets?: Record<string, unknown>;
            /** @description House rules that are set, as a configuration file spells them. */
            policy?: {
                longestDuration?: number;
                allowedQualities?: string[];
                dailyCredits?: number;
            };
            /** @description Credits of the API key's day. */
            spending?: {
                spentToday: number;
                cost: number;
                total: number;
            };
        };
        Rule: {
            id: string;
            summary: string;
            /** @enum {string} */
            severity: "error" | "warn";
            /** @description How a task fails whose media break the rule; absent for rules that refuse the request. */
            failure?: {
                code: string;
                message: string;
            };
            /**
             * @description Holds for the models of other documents too, beside those listed.
             * @constant
             */
            everyModel?: true;
            /**
             * @description A rule of whoever runs the mock; holds once it is configured.
             * @constant
             */
            house?: true;
            models: string[];
            parameters: string[];
            source: {
                page: string;
                at: string;
            };
            messages: {
                [key: string]: string;
            };
            examples: {
                accepts: components["schemas"]["RuleExample"][];
                refuses: components["schemas"]["RuleExample"][];
            };
        };
        SampleList: {
            items: components["schemas"]["SamplePattern"][];
            next: null;
        };
        SamplePattern: {
            /** @enum {unknown} */
            kind: "image" | "video" | "audio";
            /** @description Words in capitals stand for values; what stands in brackets may be left out. */
            pattern: string;
            summary: string;
            /** @description What each word may be, bounds included. */
            bounds: {
                [key: string]: components["schemas"]["SampleBound"];
            };
            /** @description Names that are served. */
            examples: string[];
        };
        SampleBound: {
            least: number;
            most: number;
            unit: string;
            syntax?: string;
        };
        RuleList: {
            items: components["schemas"]["Rule"][];
            next: null;
        };
        Verdict: {
            accepted: boolean;
            /** @description HTTP status of the answer to a submit. */
            status: number;
            /** @description Of the answer, when refused. */
            error?: {
                code: string;
                message: string;
                type: string;
                param?: string;
            };
            findings: components["schemas"]["Finding"][];
            effective?: components["schemas"]["EffectiveRequest"];
            /** @description How the task of an accepted request fails, where its media break a limit. */
            taskError?: components["schemas"]["TaskError"];
            /** @description What a submit would reserve, when accepted. */
            estimate?: {
                credits: number;
                usd: number;
                /** @description Billed seconds. */
                seconds: number;
                /**
                 * @description The price list does not have the model, so nothing is reserved for it here.
                 * @constant
                 */
                unlisted?: true;
            };
            /** @description With `correct=true`, where a finding is an error; `null` for a body that cannot be corrected, such as one without a model. */
            corrected?: components["schemas"]["Correction"] | null;
        };
        Correction: {
            /** @description The body without an error. Files on cdn.example.com in it stand for ones of the sender. */
            body: {
                [key: string]: unknown;
            };
            /** @description In the order in which they were made. A renamed member is two changes, a removal and an addition; of a member that the text repeats, `to` is the value that is kept. */
            changes: {
                /** @description JSON pointer into the body as it is before the change. */
                pointer: string;
                /** @description The value before; absent for one that is added. */
                from?: unknown;
                /** @description The value after; absent for one that is removed. */
                to?: unknown;
                /** @description Rule id of the finding that the change removes. */
                because: string;
            }[];
        };
        /** @description OpenAPI 3.1. */
        OpenApiDocument: {
            openapi: string;
            /** @description Title and version. */
            info: Record<string, unknown>;
            /** @description Operations by path. */
            paths: Record<string, unknown>;
        };
    };
    responses: {
        /** @description The path does not decode, or has a query parameter where none is taken. */
        BadPath: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description A query parameter, where none is taken. */
        NoQuery: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The control side does not answer this peer, host or page. */
        Refused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is larger than 10 MB. */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getPage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description HTML that reads the other routes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    getReference: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description HTML that reads the other routes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It lives. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counters and gauges. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["NoQuery"];
            403: components["responses"]["Refused"];
        };
    };
    getVendorDocument: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The merged document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenApiDocument"];
                };
            };
            400: components["responses"]["NoQuery"];
            403: components["responses"]["Refused"];
        };
    };
    getControlDocument: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description This document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenApiDocument"];
                };
            };
            400: components["responses"]["NoQuery"];
            403: components["responses"]["Refused"];
        };
    };
    openSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description As given to `--control-token`. */
                    token: string;
                };
            };
        };
        responses: {
            /** @description The cookie is set. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No token is needed, or the body is not the JSON that is asked for. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token is wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["TooLarge"];
        };
    };
    reset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Reset"];
            };
        };
        responses: {
            /** @description Dropped. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResetAnswer"];
                };
            };
            /** @description The request says something that cannot be; the sentence says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Refused"];
            413: components["responses"]["TooLarge"];
        };
    };
    getReport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    /** @description The name of the file. */
                    "content-disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The request says something that cannot be; the sentence says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Refused"];
        };
    };
    getCoverage: {
        parameters: {
            query?: {
                /** @description Items of this model alone, beside those that all models share. */
                model?: string;
                /** @description The same for the models that submits named. */
                only_used_models?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Coverage"];
                };
            };
            /** @description The request says something that cannot be; the sentence says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Refused"];
        };
    };
    listRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All rules. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleList"];
                };
            };
            400: components["responses"]["NoQuery"];
            403: components["responses"]["Refused"];
        };
    };
    lint: {
        parameters: {
            query?: {
                /** @description Whether a body that is refused, or whose task would fail, is corrected as well. The contract judges each edit, 200 times at the most; what no finding is about stays as it is. */
                correct?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Whatever a submit might send; nothing at all is judged too. */
        requestBody?: {
            content: {
                "application/json": unknown;
            };
        };
        responses: {
            /** @description The verdict, also on a body that is refused or is no JSON. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verdict"];
                };
            };
            /** @description The request says something that cannot be; the sentence says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Refused"];
            413: components["responses"]["TooLarge"];
        };
    };
    getClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The clock. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clock"];
                };
            };
            400: components["responses"]["NoQuery"];
            403: components["responses"]["Refused"];
        };
    };
    moveClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClockMove"];
            };
        };
        responses: {
            /** @description The clock after it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clock"];
                };
            };
            /** @description The request says something that cannot be; the sentence says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Refused"];
            413: components["responses"]["TooLarge"];
        };
    };
    listTasks: {
        parameters: {
            query?: {
                /** @description An API key, or how it is shown. */
                key?: string;
                /** @description A model id. */
                model?: string;
                /** @description As the query shows it. */
                status?: "pending" | "processing" | "completed" | "failed";
                /** @description Whether the oldest task comes first or the newest. */
                order?: "oldest" | "newest";
                /** @description `full` for all that is known of each task, `summary` for a row of a list. */
                view?: "full" | "summary";
                /** @description `next` of the page before, in the same order. */
                after?: string;
                /** @description Items of a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskPage"];
                };
            };
            /** @description The request says something that cannot be; the sentence says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Refused"];
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The task's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["BadPath"];
            403: components["responses"]["Refused"];
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    setProgress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The task's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Progress"];
            };
        };
        responses: {
            /** @description The task after it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description The request says something that cannot be; the sentence says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Refused"];
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Its state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["TooLarge"];
        };
    };
    completeTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The task's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description The task after it, settled. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description The request says something that cannot be; the sentence says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Refused"];
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Its state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["TooLarge"];
        };
    };
    failTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The task's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        responses: {
            /** @description The task after it, refunded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description The request says something that cannot be; the sentence says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Refused"];
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Its state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["TooLarge"];
        };
    };
    cancelTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The task's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description The task after it, refunded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description The request says something that cannot be; the sentence says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Refused"];
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Its state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["TooLarge"];
        };
    };
    redeliver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The task's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description The new delivery; its attempts follow. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description The request says something that cannot be; the sentence says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Refused"];
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Its state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["TooLarge"];
        };
    };
    getResult: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description One range of bytes.
                 * @example bytes=0-1023
                 */
                Range?: string;
                /**
                 * @description The `ETag` of an earlier answer.
                 * @example "GdCKpMFJb_RF7907c0_tgvo576mKA-8xNkjTlYCL4yU"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The task's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": unknown;
                };
            };
            /** @description The range of it. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": unknown;
                };
            };
            /** @description It is as the client has it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request says something that cannot be; the sentence says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Refused"];
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Its state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The range lies behind the end of the file. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listFailures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureList"];
                };
            };
            /** @description The request says something that cannot be; the sentence says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Refused"];
        };
    };
    listCallbacks: {
        parameters: {
            query?: {
                /** @description A task id. */
                task?: string;
                /** @description Items of a page. */
                limit?: number;
                /** @description `next` of the page before. */
                before?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryPage"];
                };
            };
            /** @description The request says something that cannot be; the sentence says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Refused"];
        };
    };
    getCallback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its number, `id` of the list and `delivery` of a journal entry. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneDelivery"];
                };
            };
            /** @description The request says something that cannot be; the sentence says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Refused"];
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listJournal: {
        parameters: {
            query?: {
                /** @description An API key, or how it is shown. */
                key?: string;
                /** @description A model id. */
                model?: string;
                /** @description A task id. */
                task?: string;
                /** @description HTTP status of a request or attempt, or status of a task. */
                status?: string;
                /** @description A rule that reported something. */
                rule?: string;
                /** @description Kind of entry. */
                kind?: "request" | "task" | "settle" | "refund" | "callback" | "habit" | "clock" | "reset";
                /** @description Items of a page. */
                limit?: number;
                /** @description `next` of the page before. */
                before?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JournalPage"];
                };
            };
            /** @description The request says something that cannot be; the sentence says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Refused"];
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getJournalEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its number; `X-Wan-Mock-Journal` of an answer links to it. */
                sequence: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entry. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JournalEntry"];
                };
            };
            400: components["responses"]["BadPath"];
            403: components["responses"]["Refused"];
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    streamEvents: {
        parameters: {
            query?: never;
            header?: {
                /** @description Number of the last event seen. */
                "Last-Event-ID"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events until one side ends it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description The request says something that cannot be; the sentence says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Refused"];
            /** @description As many readers as are served at a time. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listHabits: {
        parameters: {
            query?: {
                /** @description An API key, or how it is shown. */
                key?: string;
                /** @description A task id. */
                task?: string;
                /** @description Id of a habit, as the catalogue has it. */
                habit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HabitList"];
                };
            };
            /** @description The request says something that cannot be; the sentence says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Refused"];
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listHabitCatalogue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HabitCatalogue"];
                };
            };
            /** @description The request says something that cannot be; the sentence says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Refused"];
        };
    };
    listAccounts: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                /** @description Items of a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountPage"];
                };
            };
            /** @description The request says something that cannot be; the sentence says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Refused"];
        };
    };
    getAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An API key, or how it is shown. */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["BadPath"];
            403: components["responses"]["Refused"];
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    changeAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An API key, or how it is shown. */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountChange"];
            };
        };
        responses: {
            /** @description The account after it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description The request says something that cannot be; the sentence says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Refused"];
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["TooLarge"];
        };
    };
    listSamples: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All patterns. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SampleList"];
                };
            };
        };
    };
    getSample: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description One range of bytes.
                 * @example bytes=0-1023
                 */
                Range?: string;
                /**
                 * @description The `ETag` of an earlier answer.
                 * @example "GdCKpMFJb_RF7907c0_tgvo576mKA-8xNkjTlYCL4yU"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description As one of the patterns says.
                 * @example video-5s-1280x720.mp4
                 */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": unknown;
                    "image/png": unknown;
                    "image/webp": unknown;
                    "image/bmp": unknown;
                    "video/mp4": unknown;
                    "video/quicktime": unknown;
                    "audio/wav": unknown;
                    "audio/mpeg": unknown;
                };
            };
            /** @description The range of it. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": unknown;
                    "image/png": unknown;
                    "image/webp": unknown;
                    "image/bmp": unknown;
                    "video/mp4": unknown;
                    "video/quicktime": unknown;
                    "audio/wav": unknown;
                    "audio/mpeg": unknown;
                };
            };
            /** @description It is as the client has it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A sample of a size that is not made, or a path that does not decode. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No sample has such a name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The range lies behind the end of the file. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listScenarios: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All scenarios. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScenarioList"];
                };
            };
            400: components["responses"]["NoQuery"];
            403: components["responses"]["Refused"];
        };
    };
    reloadScenarios: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description All scenarios, those of the files first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScenarioList"];
                };
            };
            /** @description The request says something that cannot be; the sentence says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Refused"];
            413: components["responses"]["TooLarge"];
        };
    };
    getQueue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The scenarios that wait for calls. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queue"];
                };
            };
            /** @description The request says something that cannot be; the sentence says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Refused"];
        };
    };
    queueScenario: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NextScenario"];
            };
        };
        responses: {
            /** @description The queue after it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queue"];
                };
            };
            /** @description The request says something that cannot be; the sentence says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Refused"];
            413: components["responses"]["TooLarge"];
        };
    };
    clearQueue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description The empty queue. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queue"];
                };
            };
            /** @description The request says something that cannot be; the sentence says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Refused"];
            413: components["responses"]["TooLarge"];
        };
    };
}
