package io.quorate.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CgroupRootTest {
  private static final String UNIFIED =
      "30 25 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate";
  private static final String VERSION_1 =
      "33 32 0:29 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu";

  @Test
  void findsOurOwnPlace() {
    assertThat(CgroupRoot.parse(List.of(UNIFIED), List.of("0::/system.slice/quorate.service")))
        .contains(Path.of("/sys/fs/cgroup/system.slice/quorate.service"));
    assertThat(CgroupRoot.parse(List.of(VERSION_1, UNIFIED), List.of("4:cpu:/", "0::/")))
        .contains(Path.of("/sys/fs/cgroup"));
  }

  @Test
  void findsItWhereOnlyAPartIsMounted() {
    String part = "30 25 0:26 /box /sys/fs/cgroup rw - cgroup2 cgroup2 rw";
    assertThat(CgroupRoot.parse(List.of(part), List.of("0::/box/inner")))
        .contains(Path.of("/sys/fs/cgroup/inner"));
  }

  @Test
  void findsNothingWithoutVersion2() {
    assertThat(CgroupRoot.parse(List.of(VERSION_1), List.of("4:cpu:/"))).isEmpty();
    assertThat(CgroupRoot.parse(List.of(VERSION_1), List.of("0::/"))).isEmpty();
    assertThat(CgroupRoot.parse(List.of(UNIFIED), List.of("0::/../outside"))).isEmpty();
  }
}
