/** Environment variables that clients of the service commonly read their base URL from. */
export const baseUrlVariables = [
  "WAN_MOCK_URL",
  "EVOLINK_BASE_URL",
  "EVOLINK_API_BASE",
  "EVOLINK_API_BASE_URL",
] as const;
