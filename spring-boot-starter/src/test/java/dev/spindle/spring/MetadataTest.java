package dev.spindle.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What an editor shows of the properties. */
class MetadataTest {

    private record Property(String name, String type, String description, Object defaultValue) {}

    private static List<Property> properties() throws IOException {
        List<Property> properties = new java.util.ArrayList<>();
        JsonMapper json = JsonMapper.builder()
                .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        for (var url : java.util.Collections.list(
                MetadataTest.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream in = url.openStream()) {
                for (var property : json.readTree(in).get("properties")) {
                    if (property.get("name").asString().matches("spindle\\..*|management\\..*goroutines.*")) {
                        properties.add(json.treeToValue(property, Property.class));
                    }
                }
            }
        }
        return properties;
    }

    @Test
    void metadata_hasEachProperty_withItsTypeDescriptionAndDefault() throws IOException {
        List<Property> properties = properties();
        assertThat(properties)
                .extracting(Property::name)
                .containsExactlyInAnyOrder(
                        "spindle.name",
                        "spindle.parallelism",
                        "spindle.max-machines",
                        "spindle.spin",
                        "spindle.mode",
                        "spindle.machine-stack-size",
                        "spindle.record-origins",
                        "spindle.clean-task-threads",
                        "spindle.close-timeout",
                        "spindle.default-runtime",
                        "spindle.blocking-handlers",
                        "spindle.replace-reactor-schedulers",
                        "spindle.context-propagation.enabled",
                        "spindle.context-propagation.mdc-keys",
                        "spindle.health.stuck-after",
                        "management.endpoint.goroutines.access",
                        "management.endpoint.goroutines.cache.time-to-live",
                        "management.health.goroutines.enabled");
        assertThat(properties).allSatisfy(property -> {
            assertThat(property.description()).as(property.name()).isNotBlank();
            assertThat(property.type()).as(property.name()).isNotBlank();
        });
        assertThat(properties)
                .filteredOn(property -> property.defaultValue() != null)
                .extracting(Property::name, Property::defaultValue)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("spindle.max-machines", 512),
                        org.assertj.core.groups.Tuple.tuple("spindle.spin", "balanced"),
                        org.assertj.core.groups.Tuple.tuple("spindle.close-timeout", "10s"));
    }

    @Test
    void conditions_areKnown_withoutLoadingClasses() throws IOException {
        var properties = new java.util.Properties();
        for (var url : java.util.Collections.list(MetadataTest.class
                .getClassLoader()
                .getResources("META-INF/spring-autoconfigure-metadata.properties"))) {
            try (InputStream in = url.openStream()) {
                properties.load(in);
            }
        }
        assertThat(properties.stringPropertyNames())
                .contains("dev.spindle.spring.SpindleRxJavaAutoConfiguration.ConditionalOnClass");
    }
}
