package io.quorate.server.agent;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.function.Function;

/** The form of the files by which programs on this machine are told of roles. */
final class ToldJson {
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  private ToldJson() {}

  static String text(JsonObject object) {
    return GSON.toJson(object) + "\n";
  }

  /**
   * What a file says; empty when it is not one.
   *
   * @param reading may throw whatever a field that is missing or of another type makes it throw
   */
  static <T> Optional<T> read(String text, Function<JsonObject, T> reading) {
    try {
      return Optional.of(reading.apply(JsonParser.parseString(text).getAsJsonObject()));
    } catch (JsonParseException
        | IllegalStateException
        | NullPointerException
        | UnsupportedOperationException
        | NumberFormatException
        | DateTimeException notOne) {
      return Optional.empty();
    }
  }
}
