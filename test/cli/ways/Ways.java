import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** Calls HOST in each WAY: Ways.java HOST WAY...; says what came of each. */
public class Ways {
  public static void main(String[] args) {
    for (int i = 1; i < args.length; i++) {
      String outcome;
      try {
        outcome = call(args[0], args[i], "/v1/tasks/" + args[i]);
      } catch (Exception error) {
        outcome = error.toString().replace('\n', ' ');
      }
      System.out.println(args[i] + "|" + outcome);
    }
  }

  private static String call(String host, String way, String path) throws Exception {
    String url = "https://" + host + path;
    switch (way) {
      case "java.net.http":
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return "" + HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
      case "HttpURLConnection":
        return "" + ((HttpURLConnection) new URL(url).openConnection()).getResponseCode();
      default:
        try (Socket socket = new Socket(host, 80)) {
          socket.getOutputStream().write(("GET " + path + " HTTP/1.0\r\n\r\n").getBytes());
          return new String(socket.getInputStream().readNBytes(12));
        }
    }
  }
}
