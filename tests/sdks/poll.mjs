// Polls with ConfigCat's SDK for Node: prints each new value of the flag `greeting`, until the standard input ends.

import { getClient, PollingMode } from "@configcat/sdk/node";

const [baseUrl, sdkKey] = process.argv.slice(2);
const client = getClient(sdkKey, PollingMode.AutoPoll, { baseUrl, pollIntervalSeconds: 1, requestTimeoutMs: 2000 });
let shown;
const timer = setInterval(async () => {
  const value = await client.getValueAsync("greeting", "no value");
  if (value !== shown) {
    console.log(value);
    shown = value;
  }
}, 20);
process.stdin.on("end", () => {
  clearInterval(timer);
  client.dispose();
});
process.stdin.resume();
