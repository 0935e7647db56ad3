# Calls HOST in each WAY: ways.sh HOST WAY...; says what came of each.
host=$1
shift
for way; do
  url="https://$host/v1/tasks/$way"
  case $way in
  curl) outcome=$(curl -sS --max-time 5 -o /dev/null -w '%{http_code}' "$url" 2>&1) ;;
  noproxy) outcome=$(curl -sS --noproxy '*' --max-time 5 -o /dev/null "$url" 2>&1) ;;
  wget) outcome=$(wget -nv --tries=1 -O - "$url" 2>&1) ;;
  wget-told) outcome=$(wget -nv --tries=1 -O - --ca-certificate="$SSL_CERT_FILE" "$url" 2>&1) ;;
  esac
  echo "$way|$(echo "$outcome" | tr '\n' ' ')"
done
