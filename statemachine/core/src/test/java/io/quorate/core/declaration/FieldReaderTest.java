package io.quorate.core.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.Refusal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The transcripts show what is said of most mistakes; here is what a line of text cannot hold. */
final class FieldReaderTest {
  private final Findings findings = new Findings();
  private final FieldReader fields = new FieldReader(findings);

  private List<String> paths() {
    return findings.all().stream().map(Refusal::path).toList();
  }

  @Test
  void whatAProgramCannotBeGivenIsRefused() {
    fields.program("a", List.of("x", "a\0b"));
    fields.program("b", List.of("x", "\uD83D"));
    fields.program("c", List.of("\t"));
    fields.command("d", List.of());
    fields.command("e", List.of(""));
    fields.folder("f", "/srv\0");
    fields.environment("g", Map.of("A", "\0", "B\0", "1", "", "2", "C=", "3", "D", "4"));

    assertThat(paths()).containsExactly("a[1]", "b[1]", "c", "e", "f", "g", "g.A", "g", "g");
  }

  @Test
  void aUserIsAName() {
    assertThat(fields.runAs("a", "", "")).isEqualTo(RunAs.NODE);
    assertThat(fields.runAs("a", "postgres", "")).isEqualTo(new RunAs("postgres", ""));
    assertThat(fields.runAs("a", "svc$", "no.body@example-1"))
        .isEqualTo(new RunAs("svc$", "no.body@example-1"));
    assertThat(findings.all()).isEmpty();

    for (String bad : List.of("-u", "a b", "a:b", "\u00FC", "a\0", "x".repeat(65), "../x")) {
      assertThat(fields.runAs("b", bad, "good")).isEqualTo(RunAs.NODE);
      assertThat(fields.runAs("c", "good", bad)).isEqualTo(RunAs.NODE);
    }
    assertThat(fields.runAs("d", "", "dba")).as("a group alone").isEqualTo(RunAs.NODE);
    assertThat(paths()).hasSize(15).contains("b.user", "c.group").endsWith("d.group");
  }

  @Test
  void isolationIsOneOfTwo() {
    assertThat(fields.isolation("a", "")).isEqualTo(Isolation.NONE);
    for (Isolation isolation : Isolation.values()) {
      assertThat(fields.isolation("a", isolation.text())).isEqualTo(isolation);
    }
    assertThat(findings.all()).isEmpty();
    assertThat(fields.isolation("b", "PID_NAMESPACE")).isEqualTo(Isolation.NONE);
    assertThat(paths()).containsExactly("b");
  }

  @Test
  void whatIsOnlyUnusualIsTaken() {
    assertThat(fields.program("a", List.of("x", "", "\n", "-")).line()).hasSize(4);
    assertThat(fields.environment("b", Map.of("a.b-c", "x\ny", "EMPTY", "")).variables())
        .hasSize(2);
    assertThat(fields.folder("c", "/")).isEqualTo(new AbsolutePath("/"));
    assertThat(fields.folder("d", "")).isNull();
    assertThat(fields.endpoint("e", "[::1]", 80)).isEqualTo(new Endpoint("::1", 80));
    assertThat(fields.signal("f", "usr1")).isEqualTo(Signal.USR1);
    assertThat(fields.signal("g", "")).isEqualTo(Signal.TERM);
    assertThat(findings.all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://h",
        "https://h:65535/",
        "http://10.0.0.1:80/a/b;c?d=e&f=%20#g",
        "http://[fd00::1]:8080/",
        "http://a-b.c.d1/~",
        "http://h?x",
        "http://[::ffff:10.0.0.1]/",
        "http://[1:2:3:4:5:6:7:8]/?",
        "http://h./?a?b#c?d"
      })
  void anHttpRequestCanBeSentThere(String url) {
    URI uri = URI.create(HttpUrl.read(url).orElseThrow().value());
    assertThat(uri.getHost()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "h",
        "/h",
        "http:h",
        "http://",
        "http:///x",
        "http://:80/",
        "http://h:/",
        "http://h:0/",
        "http://h:65536/",
        "http://h:-1/",
        "http://user@h/",
        "http://my_service:8080/health",
        "http://300.300.300.300/",
        "http://-h/",
        "http://h./..%",
        "http://h/a b",
        "http://h/{id}",
        "http://h/a|b",
        "http://h/\\",
        "http://h/\u00FC",
        "http://\u00FC/",
        "http://h/\0",
        "http://h/\n",
        "http://[::1/",
        "http://[::1%25eth0]/",
        "http://[1:2:3:4:5:6:7:8:9]/",
        "http://[1::2::3]/",
        "http://[:::]/",
        "http://[1:2:3]/",
        "http://[]/",
        "http://256.0.0.1/",
        "http://1.2.3.4.5/",
        "http://h/%",
        "http://h/%2x",
        "http://h/a#b#c",
        "http://h/?a<b",
        "http://h/?\"",
        "http://h/#a>b",
        "http://h/^",
        "http://h/`",
        "HTTP://h/",
        "ftp://h/"
      })
  void noHttpRequestCanBeSentThere(String url) {
    assertThat(HttpUrl.read(url)).isEmpty();
  }

  /** The JDK reads more, but it must read whatever is taken here. */
  @Test
  void everyCharacterThatIsTakenIsTakenByTheJdk() {
    for (String before :
        List.of("http://", "http://h", "http://h:1", "http://h/", "http://h?", "http://h/?a#")) {
      for (char c = 0; c < 0x2100; c++) {
        for (String after : List.of("", "x", "/", "%41")) {
          HttpUrl.read(before + c + after)
              .ifPresent(url -> assertThat(URI.create(url.value()).getHost()).isNotNull());
        }
      }
    }
  }

  @Test
  void aUrlHasALimit() {
    assertThat(HttpUrl.read("http://h/" + "x".repeat(1_991))).isPresent();
    assertThat(HttpUrl.read("http://h/" + "x".repeat(1_992))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"h:1", "10.0.0.1:65535", "[::1]:80", "[fe80::1%eth0]:80", "my_host:080"})
  void anEndpointIsReadAndWritten(String text) {
    Endpoint endpoint = Endpoint.read(text).orElseThrow();
    assertThat(Endpoint.read(endpoint.toString())).contains(endpoint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "h",
        ":1",
        "h:",
        "h:0",
        "h:65536",
        "h:+1",
        "h:\u0661",
        "::1:80",
        "[h]:80",
        "[]:80",
        "h h:80",
        "h\0:80",
        "-h:80",
        "\u00FC:80",
        "[::1:80",
        "h:80:80"
      })
  void anythingElseIsNone(String text) {
    assertThat(Endpoint.read(text)).isEmpty();
  }

  @Test
  void everyTimeIsReadWithoutAnOverflow() {
    for (long seconds : new long[] {Long.MIN_VALUE, -1, 0, 1, 315_576_000_001L, Long.MAX_VALUE}) {
      for (int nanos : new int[] {Integer.MIN_VALUE, -1, 0, 1, 999_999_999, Integer.MAX_VALUE}) {
        Duration read = fields.duration("t", seconds, nanos, FailoverPolicy.DELAY);
        assertThat(DurationRange.countable(read)).isTrue();
      }
    }
    assertThat(fields.duration("t", 3_000_000L * 3_600, 0, FailoverPolicy.DELAY))
        .as("closest to what was meant, so that other rules make sense")
        .isEqualTo(Duration.ofDays(1));
  }

  @Test
  void aTimeOfFineGrainIsShownExactly() {
    findings.between("t", Duration.ofNanos(1), FailoverPolicy.FAILBACK_DELAY);
    assertThat(findings.all().get(0).message()).isEqualTo("1ns is out of range");
  }

  @Test
  void theTypesThemselvesRefuseWhatCouldNotRun() {
    assertThatThrownBy(() -> Program.of("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AbsolutePath("here")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Endpoint("h", 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Examples.hook("Hook", Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FailoverPolicy.DEFAULT.withDelay(Duration.ofDays(125_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void textsAndListsHaveLimits() {
    Findings found = new Findings();
    new Program(List.of("x", "y".repeat(Program.MAX_PART_BYTES + 1))).check(found, "a");
    new Program(java.util.Collections.nCopies(257, "x")).check(found, "b");
    fields.environment("c", Map.of("n".repeat(256), "v")).check(found, "c");
    new AbsolutePath("/" + "d".repeat(4_095)).check(found, "d");

    assertThat(found.all().stream().map(Refusal::path).map(path -> path.substring(0, 1)))
        .containsExactly("a", "b", "c", "d");
  }
}
