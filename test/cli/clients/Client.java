import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** Submits with one client of the JDK, polls with the other, downloads. */
public class Client {
  public static void main(String[] args) throws IOException, InterruptedException {
    String base = "https://api.evolink.ai/v1";
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest submit =
        HttpRequest.newBuilder(URI.create(base + "/videos/generations"))
            .header("Authorization", "Bearer k")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"Rain\"}"))
            .build();
    String task = textOf("id\":\"", client.send(submit, BodyHandlers.ofString()).body());

    HttpURLConnection query = (HttpURLConnection) new URL(base + "/tasks/" + task).openConnection();
    query.setRequestProperty("Authorization", "Bearer k");
    String link = textOf("results\":[\"", new String(query.getInputStream().readAllBytes()));

    byte[] video = client.send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofByteArray()).body();
    System.out.println(task + " " + new String(video, 4, 4));
  }

  private static String textOf(String before, String json) {
    int start = json.indexOf(before) + before.length();
    return json.substring(start, json.indexOf('"', start));
  }
}
