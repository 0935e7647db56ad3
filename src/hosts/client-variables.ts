/** Environment variables that clients of the service commonly read their base URL from. */
export const baseUrlVariables = [
  "WAN_MOCK_URL",
  "EVOLINK_BASE_URL",
  "EVOLINK_API_BASE",
  "EVOLINK_API_BASE_URL",
] as const;

/** Environment variables that clients of the service commonly read their API key from. */
export const apiKeyVariables = ["EVOLINK_API_KEY", "EVOLINK_API_TOKEN"] as const;
