package io.quorate.server.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StrictJsonTest {
  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String refused(byte[] body) {
    HttpRefusedException refused =
        catchThrowableOfType(HttpRefusedException.class, () -> StrictJson.read(body));
    assertThat(refused).isNotNull();
    assertThat(refused.code()).isEqualTo(400);
    return String.valueOf(refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", " { \"a\" : [1, -2.5e3, null, true, {\"b\": \"\\ud83d\\ude00ü\"}] }\n"})
  void isTaken(String text) throws Exception {
    assertThat(StrictJson.read(utf8(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"a\"",
        "{",
        "{}}",
        "{} {}",
        "{a: 1}",
        "{'a': 1}",
        "{\"a\": 1,}",
        "{\"a\": 01}",
        "{\"a\": NaN}",
        "{\"a\": x}",
        "{\"a\": 1} // why",
        "{\"a\": 1; \"b\": 2}",
        "{\"a\": \"\n\"}",
        "{\"a\": \"\\x\"}",
        "{\"a\": TRUE}",
      })
  void isNotJson(String text) {
    assertThat(refused(utf8(text))).contains("the body is not JSON");
  }

  @Test
  void whatReadersWouldUnderstandDifferentlyIsRefused() {
    assertThat(refused(utf8("{\"a\": 1, \"a\": 2}"))).contains("a name comes twice");
    assertThat(refused(utf8("{\"a\": \"\\ud83d\"}"))).contains("half of a character");
    assertThat(refused(new byte[] {'{', '"', (byte) 0xc3, '"', '}'})).contains("not UTF-8");
    assertThat(refused(new byte[] {(byte) 0xff, (byte) 0xfe, '{', 0, '}', 0}))
        .contains("not UTF-8");
    assertThat(refused(utf8("{\"a\": " + "1".repeat(41) + "}"))).contains("40 characters");
  }

  @Test
  void aNameMayComeAgainInAnotherObject() throws Exception {
    String text = "{\"a\": {\"a\": 1}, \"b\": [{\"a\": 1}, {\"a\": 2}]}";
    assertThat(StrictJson.read(utf8(text))).isEqualTo(text);
  }

  /** Each takes up much more than its text. */
  @Test
  void thereMayBeSoManyValues() {
    String many = "{\"a\": [" + "{},".repeat(StrictJson.MOST_VALUES / 2) + "{}]}";
    assertThat(refused(utf8(many))).contains("more than 100000 names and values");
  }

  @Test
  void nestingHasAnEnd() throws Exception {
    int inner = StrictJson.DEEPEST - 1;
    String deepest = "{\"a\": " + "[".repeat(inner) + "]".repeat(inner) + "}";
    assertThat(StrictJson.read(utf8(deepest))).isEqualTo(deepest);
    assertThat(refused(utf8("{\"a\": " + "[".repeat(inner + 1) + "]".repeat(inner + 1) + "}")))
        .contains("Nesting limit 64 reached");
    assertThat(refused(utf8("{\"a\": " + "[".repeat(1_000_000)))).contains("Nesting limit");
  }
}
