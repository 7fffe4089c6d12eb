package dev.spindle.startertests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;

/**
 * The first steps of a new user: an empty Spring Boot project, the starter as its only dependency, one class.
 *
 * <p>The class path is what Maven resolves for that dependency: the jars of this build and of the registry, without anything optional.
 */
class EmptyProjectTest {

    private static final long PATIENCE_SECONDS = 60;

    private static final String APP = """
        package demo;

        import dev.spindle.Go;
        import dev.spindle.GoRuntime;
        import dev.spindle.reactor.GoFlux;
        import org.springframework.boot.CommandLineRunner;
        import org.springframework.boot.SpringApplication;
        import org.springframework.boot.autoconfigure.SpringBootApplication;
        import org.springframework.context.annotation.Bean;
        import reactor.core.scheduler.Scheduler;

        @SpringBootApplication
        public class App {

            public static void main(String[] args) {
                SpringApplication.run(App.class, args);
            }

            @Bean
            CommandLineRunner run(GoRuntime runtime, Scheduler scheduler) {
                return args -> {
                    int sum = GoFlux.<Integer>generate(emitter -> {
                                for (int i = 1; i <= 100; i++) {
                                    Thread.sleep(0, 1000);
                                    emitter.emit(i);
                                }
                            })
                            .publishOn(scheduler)
                            .reduce(0, Integer::sum)
                            .block();
                    Go.go(() -> System.out.println("sum " + sum + " on " + GoRuntime.current().name()
                                    + " in " + runtime.mode() + " mode"))
                            .join();
                };
            }
        }
        """;

    private static List<Path> libraries;
    private static Path classes;

    @BeforeAll
    static void compile(@TempDir Path project) throws IOException {
        String classPath = Files.readString(Path.of(System.getProperty("spindle.user.class-path")))
                .strip();
        libraries = Stream.of(classPath.split(File.pathSeparator)).map(Path::of).toList();
        Path source = Files.writeString(project.resolve("App.java"), APP);
        classes = project.resolve("classes");
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", classPath, "-d", classes.toString(), source.toString());
        assertThat(result).isZero();
    }

    @Test
    void dependencies_ofTheStarter_areTheCoreAndTheReactorBridge() {
        assertThat(libraries)
                .extracting(library -> library.getFileName().toString())
                .anyMatch(name -> name.startsWith("reactor-core"))
                .anyMatch(name -> name.startsWith("spring-boot-autoconfigure"))
                .noneMatch(
                        name -> name.matches(
                                "(spring-webflux|spring-web|rxjava|micrometer-core|context-propagation|spring-boot-actuator|blockhound).*"))
                .noneMatch(name -> name.contains("spindle-rxjava"));
    }

    @Test
    void application_fromItsClassPath_runs() throws Exception {
        List<String> classPath = new ArrayList<>();
        classPath.add(classes.toString());
        libraries.forEach(library -> classPath.add(library.toString()));
        String output = java("-cp", String.join(File.pathSeparator, classPath), "demo.App");
        assertThat(output)
                .contains("sum 5050 on spring in PORTABLE mode")
                .containsOnlyOnce("is portable: ")
                .contains("--add-opens java.base/java.lang=ALL-UNNAMED")
                .contains("'Add-Opens: java.base/java.lang' in the manifest")
                .doesNotContain("WARN", "ERROR", "Exception");
    }

    @Test
    void application_asExecutableJarWithAddOpens_runsNative(@TempDir Path target) throws Exception {
        String output = java("-jar", executableJar(target).toString());
        assertThat(output)
                .contains("sum 5050 on spring in NATIVE mode")
                .containsOnlyOnce("is native: ")
                .doesNotContain("WARN", "ERROR", "Exception");
    }

    /** A jar with the libraries inside, by what spring-boot-maven-plugin consists of. */
    private static Path executableJar(Path target) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Add-Opens", "java.base/java.lang");
        Path plain = target.resolve("plain.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(plain), manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, jar);
                jar.closeEntry();
            }
        }
        Path executable = target.resolve("app.jar");
        new Repackager(plain.toFile()).repackage(executable.toFile(), callback -> {
            for (Path library : libraries) {
                callback.library(new Library(library.toFile(), LibraryScope.RUNTIME));
            }
        });
        return executable;
    }

    /** Runs the application to its end, which must be a good one. */
    private static String java(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m");
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
        Process process = builder.start();
        try (Closer _ = () -> process.destroyForcibly()) {
            process.getOutputStream().close();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as(output)
                    .isTrue();
            assertThat(process.exitValue()).as(output).isZero();
            return output;
        }
    }

    private interface Closer extends AutoCloseable {
        @Override
        void close();
    }
}
