package io.quorate.server.json;

import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Text that is JSON by the letter of RFC 8259, and means the same to everybody who reads it. What
 * makes messages of JSON takes much that is not: bare words, comments, a name twice.
 */
final class StrictJson {
  /** No message of the API is nested half as deep. */
  static final int DEEPEST = 64;

  /** A list of changes has at most 1,000, of some fields each. */
  static final int MOST_VALUES = 100_000;

  /** No number of the API has more characters; one with a great exponent would take up memory. */
  private static final int LONGEST_NUMBER = 40;

  private final JsonReader in;
  private final Deque<Set<String>> names = new ArrayDeque<>();

  private StrictJson(String text) {
    this.in = new JsonReader(new StringReader(text));
    in.setStrictness(Strictness.STRICT);
    in.setNestingLimit(DEEPEST);
  }

  /**
   * The text of a body.
   *
   * @throws HttpRefusedException when it is not strict JSON in UTF-8; says where
   */
  static String read(byte[] body) throws HttpRefusedException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException malformed) {
      throw HttpErrors.invalid("", "the body is not UTF-8", "send JSON in UTF-8");
    }
    StrictJson json = new StrictJson(text);
    try {
      json.check();
    } catch (IOException | JsonParseException | IllegalStateException malformed) {
      throw HttpErrors.invalid(
          json.where(), "the body is not JSON: " + firstLine(malformed), "send one JSON object");
    }
    return text;
  }

  private static String firstLine(Exception malformed) {
    return String.valueOf(malformed.getMessage()).lines().findFirst().orElse("");
  }

  private String where() {
    String path = in.getPath();
    return path.startsWith("$.") ? path.substring(2) : "";
  }

  private void check() throws IOException {
    if (in.peek() != JsonToken.BEGIN_OBJECT) {
      throw new MalformedJsonException("it is " + in.peek() + " and no object");
    }
    JsonToken next = in.peek();
    int values = 0;
    while (next != JsonToken.END_DOCUMENT) {
      take(next);
      values++;
      if (values > MOST_VALUES) {
        throw new MalformedJsonException("it has more than " + MOST_VALUES + " names and values");
      }
      next = in.peek();
    }
  }

  private void take(JsonToken next) throws IOException {
    switch (next) {
      case BEGIN_OBJECT -> {
        in.beginObject();
        names.push(new HashSet<>());
      }
      case END_OBJECT -> {
        in.endObject();
        names.pop();
      }
      case BEGIN_ARRAY -> in.beginArray();
      case END_ARRAY -> in.endArray();
      case NAME -> name(whole(in.nextName()));
      case STRING -> whole(in.nextString());
      case NUMBER -> number(in.nextString());
      case BOOLEAN -> {
        boolean unused = in.nextBoolean();
      }
      case NULL -> in.nextNull();
      case END_DOCUMENT -> throw new MalformedJsonException("it ends too early");
    }
  }

  private void name(String name) throws MalformedJsonException {
    if (!names.element().add(name)) {
      throw new MalformedJsonException("a name comes twice");
    }
  }

  private static void number(String number) throws MalformedJsonException {
    if (number.length() > LONGEST_NUMBER) {
      throw new MalformedJsonException("a number has more than " + LONGEST_NUMBER + " characters");
    }
  }

  private static String whole(String text) throws MalformedJsonException {
    boolean half =
        text.codePoints()
            .anyMatch(point -> point <= Character.MAX_VALUE && Character.isSurrogate((char) point));
    if (half) {
      throw new MalformedJsonException("a text has half of a character");
    }
    return text;
  }
}
