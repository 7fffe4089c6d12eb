package dev.spindle.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which package may use which: each row allows a package itself, the JDK, JSpecify and what it names, and nothing else.
 *
 * <p>Examples, benchmarks and the starter stand on the bridges, the bridges on what core exports, and {@code dev.spindle.runtime} on the
 * JDK and JCTools alone. {@code SEAM} is the part of the runtime through which channels and their kin wait, start goroutines
 * and arm timers.
 */
class PackageDirectionTest {

    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages("dev.spindle");

    private static final String EXPORTED_BY_CORE =
            "dev.spindle dev.spindle.channel dev.spindle.sync dev.spindle.context" + " dev.spindle.reactive";
    private static final String SPRING =
            "org.springframework.. reactor.. io.reactivex.. io.micrometer.. org.slf4j org.apache.commons.logging";
    private static final String SEAM = "dev\\.spindle\\.runtime\\.(Park|WaitReason|Timers?|Launcher|SpinLock)([$].*)?";

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "dev.spindle.runtime,  org.jctools..",
        "dev.spindle.channel,  SEAM",
        "dev.spindle.sync,     SEAM",
        "dev.spindle.context,  SEAM dev.spindle.channel",
        "dev.spindle.reactive, SEAM dev.spindle dev.spindle.channel org.reactivestreams..",
        "dev.spindle,          dev.spindle.channel dev.spindle.sync dev.spindle.context dev.spindle.runtime",
        "dev.spindle.reactor,  CORE reactor.. org.reactivestreams.. io.micrometer..",
        "dev.spindle.rxjava,   CORE io.reactivex.. org.reactivestreams..",
        "dev.spindle.spring,   CORE dev.spindle.reactor dev.spindle.rxjava org.reactivestreams.. SPRING",
    })
    void packageOfTheLibrary_usesOnly_whatItsRowNames(String name, String uses) {
        classes()
                .that()
                .resideInAPackage(name)
                .should()
                .onlyDependOnClassesThat(
                        allowed(name + " java.. javax.. jdk.. com.sun.management org.jspecify.. " + uses))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void runtime_isUsedByCore_only() {
        noClasses()
                .that()
                .resideOutsideOfPackages((EXPORTED_BY_CORE + " dev.spindle.runtime").split(" "))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.spindle.runtime..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void packages_ofTheLibrary_haveNoCycle() {
        slices().matching("dev.spindle.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void className_isNever_aLeftover() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Utils?|Helper)")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> allowed(String uses) {
        String packages = uses.replace("CORE", EXPORTED_BY_CORE)
                .replace("SPRING", SPRING)
                .replace("SEAM", "")
                .replaceAll(" +", " ");
        DescribedPredicate<JavaClass> named = resideInAnyPackage(packages.trim().split(" "));
        return uses.contains("SEAM") ? named.or(nameMatching(SEAM)) : named;
    }
}
