namespace Trabecula.Dicom;

/// <summary>The attributes that Trabecula reads or writes, by their keyword (PS3.6).</summary>
public static class DicomTags
{
    /// <summary>File Meta Information Group Length, UL.</summary>
    public static readonly DicomTag FileMetaInformationGroupLength = new(0x0002, 0x0000);

    /// <summary>File Meta Information Version, OB.</summary>
    public static readonly DicomTag FileMetaInformationVersion = new(0x0002, 0x0001);

    /// <summary>Media Storage SOP Class UID, UI.</summary>
    public static readonly DicomTag MediaStorageSOPClassUID = new(0x0002, 0x0002);

    /// <summary>Media Storage SOP Instance UID, UI.</summary>
    public static readonly DicomTag MediaStorageSOPInstanceUID = new(0x0002, 0x0003);

    /// <summary>Transfer Syntax UID, UI.</summary>
    public static readonly DicomTag TransferSyntaxUID = new(0x0002, 0x0010);

    /// <summary>Implementation Class UID, UI.</summary>
    public static readonly DicomTag ImplementationClassUID = new(0x0002, 0x0012);

    /// <summary>Implementation Version Name, SH.</summary>
    public static readonly DicomTag ImplementationVersionName = new(0x0002, 0x0013);

    /// <summary>Specific Character Set, CS.</summary>
    public static readonly DicomTag SpecificCharacterSet = new(0x0008, 0x0005);

    /// <summary>Image Type, CS.</summary>
    public static readonly DicomTag ImageType = new(0x0008, 0x0008);

    /// <summary>Instance Creation Date, DA.</summary>
    public static readonly DicomTag InstanceCreationDate = new(0x0008, 0x0012);

    /// <summary>Instance Creation Time, TM.</summary>
    public static readonly DicomTag InstanceCreationTime = new(0x0008, 0x0013);

    /// <summary>SOP Class UID, UI.</summary>
    public static readonly DicomTag SOPClassUID = new(0x0008, 0x0016);

    /// <summary>SOP Instance UID, UI.</summary>
    public static readonly DicomTag SOPInstanceUID = new(0x0008, 0x0018);

    /// <summary>Study Date, DA.</summary>
    public static readonly DicomTag StudyDate = new(0x0008, 0x0020);

    /// <summary>Series Date, DA.</summary>
    public static readonly DicomTag SeriesDate = new(0x0008, 0x0021);

    /// <summary>Acquisition Date, DA.</summary>
    public static readonly DicomTag AcquisitionDate = new(0x0008, 0x0022);

    /// <summary>Content Date, DA.</summary>
    public static readonly DicomTag ContentDate = new(0x0008, 0x0023);

    /// <summary>Acquisition DateTime, DT.</summary>
    public static readonly DicomTag AcquisitionDateTime = new(0x0008, 0x002A);

    /// <summary>Study Time, TM.</summary>
    public static readonly DicomTag StudyTime = new(0x0008, 0x0030);

    /// <summary>Series Time, TM.</summary>
    public static readonly DicomTag SeriesTime = new(0x0008, 0x0031);

    /// <summary>Acquisition Time, TM.</summary>
    public static readonly DicomTag AcquisitionTime = new(0x0008, 0x0032);

    /// <summary>Content Time, TM.</summary>
    public static readonly DicomTag ContentTime = new(0x0008, 0x0033);

    /// <summary>Accession Number, SH.</summary>
    public static readonly DicomTag AccessionNumber = new(0x0008, 0x0050);

    /// <summary>Modality, CS.</summary>
    public static readonly DicomTag Modality = new(0x0008, 0x0060);

    /// <summary>Conversion Type, CS.</summary>
    public static readonly DicomTag ConversionType = new(0x0008, 0x0064);

    /// <summary>Presentation Intent Type, CS.</summary>
    public static readonly DicomTag PresentationIntentType = new(0x0008, 0x0068);

    /// <summary>Manufacturer, LO.</summary>
    public static readonly DicomTag Manufacturer = new(0x0008, 0x0070);

    /// <summary>Institution Name, LO.</summary>
    public static readonly DicomTag InstitutionName = new(0x0008, 0x0080);

    /// <summary>Institution Address, ST.</summary>
    public static readonly DicomTag InstitutionAddress = new(0x0008, 0x0081);

    /// <summary>Referring Physician's Name, PN.</summary>
    public static readonly DicomTag ReferringPhysicianName = new(0x0008, 0x0090);

    /// <summary>Code Value, SH.</summary>
    public static readonly DicomTag CodeValue = new(0x0008, 0x0100);

    /// <summary>Coding Scheme Designator, SH.</summary>
    public static readonly DicomTag CodingSchemeDesignator = new(0x0008, 0x0102);

    /// <summary>Coding Scheme Version, SH.</summary>
    public static readonly DicomTag CodingSchemeVersion = new(0x0008, 0x0103);

    /// <summary>Code Meaning, LO.</summary>
    public static readonly DicomTag CodeMeaning = new(0x0008, 0x0104);

    /// <summary>Mapping Resource, CS.</summary>
    public static readonly DicomTag MappingResource = new(0x0008, 0x0105);

    /// <summary>Coding Scheme Identification Sequence, SQ.</summary>
    public static readonly DicomTag CodingSchemeIdentificationSequence = new(0x0008, 0x0110);

    /// <summary>Coding Scheme Name, ST.</summary>
    public static readonly DicomTag CodingSchemeName = new(0x0008, 0x0115);

    /// <summary>Coding Scheme Responsible Organization, ST.</summary>
    public static readonly DicomTag CodingSchemeResponsibleOrganization = new(0x0008, 0x0116);

    /// <summary>Long Code Value, UC.</summary>
    public static readonly DicomTag LongCodeValue = new(0x0008, 0x0119);

    /// <summary>Timezone Offset From UTC, SH.</summary>
    public static readonly DicomTag TimezoneOffsetFromUTC = new(0x0008, 0x0201);

    /// <summary>Station Name, SH.</summary>
    public static readonly DicomTag StationName = new(0x0008, 0x1010);

    /// <summary>Study Description, LO.</summary>
    public static readonly DicomTag StudyDescription = new(0x0008, 0x1030);

    /// <summary>Series Description, LO.</summary>
    public static readonly DicomTag SeriesDescription = new(0x0008, 0x103E);

    /// <summary>Institutional Department Name, LO.</summary>
    public static readonly DicomTag InstitutionalDepartmentName = new(0x0008, 0x1040);

    /// <summary>Physician(s) of Record, PN.</summary>
    public static readonly DicomTag PhysiciansOfRecord = new(0x0008, 0x1048);

    /// <summary>Performing Physician's Name, PN.</summary>
    public static readonly DicomTag PerformingPhysicianName = new(0x0008, 0x1050);

    /// <summary>Operators' Name, PN.</summary>
    public static readonly DicomTag OperatorsName = new(0x0008, 0x1070);

    /// <summary>Admitting Diagnoses Description, LO.</summary>
    public static readonly DicomTag AdmittingDiagnosesDescription = new(0x0008, 0x1080);

    /// <summary>Manufacturer's Model Name, LO.</summary>
    public static readonly DicomTag ManufacturerModelName = new(0x0008, 0x1090);

    /// <summary>Referenced Study Sequence, SQ.</summary>
    public static readonly DicomTag ReferencedStudySequence = new(0x0008, 0x1110);

    /// <summary>Referenced Performed Procedure Step Sequence, SQ.</summary>
    public static readonly DicomTag ReferencedPerformedProcedureStepSequence = new(0x0008, 0x1111);

    /// <summary>Referenced Series Sequence, SQ.</summary>
    public static readonly DicomTag ReferencedSeriesSequence = new(0x0008, 0x1115);

    /// <summary>Referenced Patient Sequence, SQ.</summary>
    public static readonly DicomTag ReferencedPatientSequence = new(0x0008, 0x1120);

    /// <summary>Referenced Image Sequence, SQ.</summary>
    public static readonly DicomTag ReferencedImageSequence = new(0x0008, 0x1140);

    /// <summary>Referenced SOP Class UID, UI.</summary>
    public static readonly DicomTag ReferencedSOPClassUID = new(0x0008, 0x1150);

    /// <summary>Referenced SOP Instance UID, UI.</summary>
    public static readonly DicomTag ReferencedSOPInstanceUID = new(0x0008, 0x1155);

    /// <summary>Referenced SOP Sequence, SQ.</summary>
    public static readonly DicomTag ReferencedSOPSequence = new(0x0008, 0x1199);

    /// <summary>Derivation Description, ST.</summary>
    public static readonly DicomTag DerivationDescription = new(0x0008, 0x2111);

    /// <summary>Source Image Sequence, SQ.</summary>
    public static readonly DicomTag SourceImageSequence = new(0x0008, 0x2112);

    /// <summary>Anatomic Region Sequence, SQ.</summary>
    public static readonly DicomTag AnatomicRegionSequence = new(0x0008, 0x2218);

    /// <summary>Patient's Name, PN.</summary>
    public static readonly DicomTag PatientName = new(0x0010, 0x0010);

    /// <summary>Patient ID, LO.</summary>
    public static readonly DicomTag PatientID = new(0x0010, 0x0020);

    /// <summary>Issuer of Patient ID, LO.</summary>
    public static readonly DicomTag IssuerOfPatientID = new(0x0010, 0x0021);

    /// <summary>Patient's Birth Date, DA.</summary>
    public static readonly DicomTag PatientBirthDate = new(0x0010, 0x0030);

    /// <summary>Patient's Birth Time, TM.</summary>
    public static readonly DicomTag PatientBirthTime = new(0x0010, 0x0032);

    /// <summary>Patient's Sex, CS.</summary>
    public static readonly DicomTag PatientSex = new(0x0010, 0x0040);

    /// <summary>Other Patient IDs, LO.</summary>
    public static readonly DicomTag OtherPatientIDs = new(0x0010, 0x1000);

    /// <summary>Other Patient Names, PN.</summary>
    public static readonly DicomTag OtherPatientNames = new(0x0010, 0x1001);

    /// <summary>Patient's Age, AS.</summary>
    public static readonly DicomTag PatientAge = new(0x0010, 0x1010);

    /// <summary>Patient's Size, DS.</summary>
    public static readonly DicomTag PatientSize = new(0x0010, 0x1020);

    /// <summary>Patient's Weight, DS.</summary>
    public static readonly DicomTag PatientWeight = new(0x0010, 0x1030);

    /// <summary>Patient's Address, LO.</summary>
    public static readonly DicomTag PatientAddress = new(0x0010, 0x1040);

    /// <summary>Patient's Telephone Numbers, SH.</summary>
    public static readonly DicomTag PatientTelephoneNumbers = new(0x0010, 0x2154);

    /// <summary>Ethnic Group, SH.</summary>
    public static readonly DicomTag EthnicGroup = new(0x0010, 0x2160);

    /// <summary>Patient Comments, LT.</summary>
    public static readonly DicomTag PatientComments = new(0x0010, 0x4000);

    /// <summary>Patient Identity Removed, CS.</summary>
    public static readonly DicomTag PatientIdentityRemoved = new(0x0012, 0x0062);

    /// <summary>De-identification Method, LO.</summary>
    public static readonly DicomTag DeidentificationMethod = new(0x0012, 0x0063);

    /// <summary>De-identification Method Code Sequence, SQ.</summary>
    public static readonly DicomTag DeidentificationMethodCodeSequence = new(0x0012, 0x0064);

    /// <summary>Body Part Examined, CS.</summary>
    public static readonly DicomTag BodyPartExamined = new(0x0018, 0x0015);

    /// <summary>Slice Thickness, DS.</summary>
    public static readonly DicomTag SliceThickness = new(0x0018, 0x0050);

    /// <summary>KVP, DS.</summary>
    public static readonly DicomTag KVP = new(0x0018, 0x0060);

    /// <summary>Spacing Between Slices, DS.</summary>
    public static readonly DicomTag SpacingBetweenSlices = new(0x0018, 0x0088);

    /// <summary>Device Serial Number, LO.</summary>
    public static readonly DicomTag DeviceSerialNumber = new(0x0018, 0x1000);

    /// <summary>Secondary Capture Device Manufacturer, LO.</summary>
    public static readonly DicomTag SecondaryCaptureDeviceManufacturer = new(0x0018, 0x1016);

    /// <summary>Software Versions, LO.</summary>
    public static readonly DicomTag SoftwareVersions = new(0x0018, 0x1020);

    /// <summary>Protocol Name, LO.</summary>
    public static readonly DicomTag ProtocolName = new(0x0018, 0x1030);

    /// <summary>Spatial Resolution, DS.</summary>
    public static readonly DicomTag SpatialResolution = new(0x0018, 0x1050);

    /// <summary>Distance Source to Detector, DS.</summary>
    public static readonly DicomTag DistanceSourceToDetector = new(0x0018, 0x1110);

    /// <summary>Distance Source to Patient, DS.</summary>
    public static readonly DicomTag DistanceSourceToPatient = new(0x0018, 0x1111);

    /// <summary>Estimated Radiographic Magnification Factor, DS.</summary>
    public static readonly DicomTag EstimatedRadiographicMagnificationFactor = new(0x0018, 0x1114);

    /// <summary>Field of View Shape, CS.</summary>
    public static readonly DicomTag FieldOfViewShape = new(0x0018, 0x1147);

    /// <summary>Field of View Dimension(s), IS.</summary>
    public static readonly DicomTag FieldOfViewDimensions = new(0x0018, 0x1149);

    /// <summary>Exposure Time, IS.</summary>
    public static readonly DicomTag ExposureTime = new(0x0018, 0x1150);

    /// <summary>X-Ray Tube Current, IS.</summary>
    public static readonly DicomTag XRayTubeCurrent = new(0x0018, 0x1151);

    /// <summary>Exposure, IS.</summary>
    public static readonly DicomTag Exposure = new(0x0018, 0x1152);

    /// <summary>Exposure in uAs, IS.</summary>
    public static readonly DicomTag ExposureInuAs = new(0x0018, 0x1153);

    /// <summary>Filter Type, SH.</summary>
    public static readonly DicomTag FilterType = new(0x0018, 0x1160);

    /// <summary>Imager Pixel Spacing, DS.</summary>
    public static readonly DicomTag ImagerPixelSpacing = new(0x0018, 0x1164);

    /// <summary>Grid, CS.</summary>
    public static readonly DicomTag Grid = new(0x0018, 0x1166);

    /// <summary>Focal Spot(s), DS.</summary>
    public static readonly DicomTag FocalSpots = new(0x0018, 0x1190);

    /// <summary>Anode Target Material, CS.</summary>
    public static readonly DicomTag AnodeTargetMaterial = new(0x0018, 0x1191);

    /// <summary>Body Part Thickness, DS.</summary>
    public static readonly DicomTag BodyPartThickness = new(0x0018, 0x11A0);

    /// <summary>Relative X-Ray Exposure, IS.</summary>
    public static readonly DicomTag RelativeXRayExposure = new(0x0018, 0x1405);

    /// <summary>Exposure Index, DS.</summary>
    public static readonly DicomTag ExposureIndex = new(0x0018, 0x1411);

    /// <summary>Target Exposure Index, DS.</summary>
    public static readonly DicomTag TargetExposureIndex = new(0x0018, 0x1412);

    /// <summary>Deviation Index, DS.</summary>
    public static readonly DicomTag DeviationIndex = new(0x0018, 0x1413);

    /// <summary>Positioner Type, CS.</summary>
    public static readonly DicomTag PositionerType = new(0x0018, 0x1508);

    /// <summary>Positioner Primary Angle, DS.</summary>
    public static readonly DicomTag PositionerPrimaryAngle = new(0x0018, 0x1510);

    /// <summary>Detector Primary Angle, DS.</summary>
    public static readonly DicomTag DetectorPrimaryAngle = new(0x0018, 0x1530);

    /// <summary>View Position, CS.</summary>
    public static readonly DicomTag ViewPosition = new(0x0018, 0x5101);

    /// <summary>Sensitivity, DS.</summary>
    public static readonly DicomTag Sensitivity = new(0x0018, 0x6000);

    /// <summary>Detector Type, CS.</summary>
    public static readonly DicomTag DetectorType = new(0x0018, 0x7004);

    /// <summary>Detector Configuration, CS.</summary>
    public static readonly DicomTag DetectorConfiguration = new(0x0018, 0x7005);

    /// <summary>Detector ID, SH.</summary>
    public static readonly DicomTag DetectorID = new(0x0018, 0x700A);

    /// <summary>Detector Active Time, DS.</summary>
    public static readonly DicomTag DetectorActiveTime = new(0x0018, 0x7014);

    /// <summary>Detector Element Spacing, DS.</summary>
    public static readonly DicomTag DetectorElementSpacing = new(0x0018, 0x7022);

    /// <summary>Field of View Origin, DS.</summary>
    public static readonly DicomTag FieldOfViewOrigin = new(0x0018, 0x7030);

    /// <summary>Field of View Rotation, DS.</summary>
    public static readonly DicomTag FieldOfViewRotation = new(0x0018, 0x7032);

    /// <summary>Field of View Horizontal Flip, CS.</summary>
    public static readonly DicomTag FieldOfViewHorizontalFlip = new(0x0018, 0x7034);

    /// <summary>Exposure Control Mode, CS.</summary>
    public static readonly DicomTag ExposureControlMode = new(0x0018, 0x7060);

    /// <summary>Study Instance UID, UI.</summary>
    public static readonly DicomTag StudyInstanceUID = new(0x0020, 0x000D);

    /// <summary>Series Instance UID, UI.</summary>
    public static readonly DicomTag SeriesInstanceUID = new(0x0020, 0x000E);

    /// <summary>Study ID, SH.</summary>
    public static readonly DicomTag StudyID = new(0x0020, 0x0010);

    /// <summary>Series Number, IS.</summary>
    public static readonly DicomTag SeriesNumber = new(0x0020, 0x0011);

    /// <summary>Acquisition Number, IS.</summary>
    public static readonly DicomTag AcquisitionNumber = new(0x0020, 0x0012);

    /// <summary>Instance Number, IS.</summary>
    public static readonly DicomTag InstanceNumber = new(0x0020, 0x0013);

    /// <summary>Patient Orientation, CS.</summary>
    public static readonly DicomTag PatientOrientation = new(0x0020, 0x0020);

    /// <summary>Image Position (Patient), DS.</summary>
    public static readonly DicomTag ImagePositionPatient = new(0x0020, 0x0032);

    /// <summary>Image Orientation (Patient), DS.</summary>
    public static readonly DicomTag ImageOrientationPatient = new(0x0020, 0x0037);

    /// <summary>Frame of Reference UID, UI.</summary>
    public static readonly DicomTag FrameOfReferenceUID = new(0x0020, 0x0052);

    /// <summary>Laterality, CS.</summary>
    public static readonly DicomTag Laterality = new(0x0020, 0x0060);

    /// <summary>Image Laterality, CS.</summary>
    public static readonly DicomTag ImageLaterality = new(0x0020, 0x0062);

    /// <summary>Images in Acquisition, IS.</summary>
    public static readonly DicomTag ImagesInAcquisition = new(0x0020, 0x1002);

    /// <summary>Image Comments, LT.</summary>
    public static readonly DicomTag ImageComments = new(0x0020, 0x4000);

    /// <summary>Samples per Pixel, US.</summary>
    public static readonly DicomTag SamplesPerPixel = new(0x0028, 0x0002);

    /// <summary>Photometric Interpretation, CS.</summary>
    public static readonly DicomTag PhotometricInterpretation = new(0x0028, 0x0004);

    /// <summary>Planar Configuration, US.</summary>
    public static readonly DicomTag PlanarConfiguration = new(0x0028, 0x0006);

    /// <summary>Number of Frames, IS.</summary>
    public static readonly DicomTag NumberOfFrames = new(0x0028, 0x0008);

    /// <summary>Rows, US.</summary>
    public static readonly DicomTag Rows = new(0x0028, 0x0010);

    /// <summary>Columns, US.</summary>
    public static readonly DicomTag Columns = new(0x0028, 0x0011);

    /// <summary>Pixel Spacing, DS.</summary>
    public static readonly DicomTag PixelSpacing = new(0x0028, 0x0030);

    /// <summary>Pixel Aspect Ratio, IS.</summary>
    public static readonly DicomTag PixelAspectRatio = new(0x0028, 0x0034);

    /// <summary>Bits Allocated, US.</summary>
    public static readonly DicomTag BitsAllocated = new(0x0028, 0x0100);

    /// <summary>Bits Stored, US.</summary>
    public static readonly DicomTag BitsStored = new(0x0028, 0x0101);

    /// <summary>High Bit, US.</summary>
    public static readonly DicomTag HighBit = new(0x0028, 0x0102);

    /// <summary>Pixel Representation, US.</summary>
    public static readonly DicomTag PixelRepresentation = new(0x0028, 0x0103);

    /// <summary>Smallest Image Pixel Value, US or SS.</summary>
    public static readonly DicomTag SmallestImagePixelValue = new(0x0028, 0x0106);

    /// <summary>Largest Image Pixel Value, US or SS.</summary>
    public static readonly DicomTag LargestImagePixelValue = new(0x0028, 0x0107);

    /// <summary>Pixel Padding Value, US or SS.</summary>
    public static readonly DicomTag PixelPaddingValue = new(0x0028, 0x0120);

    /// <summary>Pixel Padding Range Limit, US or SS.</summary>
    public static readonly DicomTag PixelPaddingRangeLimit = new(0x0028, 0x0121);

    /// <summary>Quality Control Image, CS.</summary>
    public static readonly DicomTag QualityControlImage = new(0x0028, 0x0300);

    /// <summary>Burned In Annotation, CS.</summary>
    public static readonly DicomTag BurnedInAnnotation = new(0x0028, 0x0301);

    /// <summary>Longitudinal Temporal Information Modified, CS.</summary>
    public static readonly DicomTag LongitudinalTemporalInformationModified = new(0x0028, 0x0303);

    /// <summary>Pixel Spacing Calibration Type, CS.</summary>
    public static readonly DicomTag PixelSpacingCalibrationType = new(0x0028, 0x0A02);

    /// <summary>Pixel Spacing Calibration Description, LO.</summary>
    public static readonly DicomTag PixelSpacingCalibrationDescription = new(0x0028, 0x0A04);

    /// <summary>Pixel Intensity Relationship, CS.</summary>
    public static readonly DicomTag PixelIntensityRelationship = new(0x0028, 0x1040);

    /// <summary>Pixel Intensity Relationship Sign, SS.</summary>
    public static readonly DicomTag PixelIntensityRelationshipSign = new(0x0028, 0x1041);

    /// <summary>Window Center, DS.</summary>
    public static readonly DicomTag WindowCenter = new(0x0028, 0x1050);

    /// <summary>Window Width, DS.</summary>
    public static readonly DicomTag WindowWidth = new(0x0028, 0x1051);

    /// <summary>Rescale Intercept, DS.</summary>
    public static readonly DicomTag RescaleIntercept = new(0x0028, 0x1052);

    /// <summary>Rescale Slope, DS.</summary>
    public static readonly DicomTag RescaleSlope = new(0x0028, 0x1053);

    /// <summary>Rescale Type, LO.</summary>
    public static readonly DicomTag RescaleType = new(0x0028, 0x1054);

    /// <summary>Window Center and Width Explanation, LO.</summary>
    public static readonly DicomTag WindowCenterWidthExplanation = new(0x0028, 0x1055);

    /// <summary>VOI LUT Function, CS.</summary>
    public static readonly DicomTag VOILUTFunction = new(0x0028, 0x1056);

    /// <summary>Lossy Image Compression, CS.</summary>
    public static readonly DicomTag LossyImageCompression = new(0x0028, 0x2110);

    /// <summary>Lossy Image Compression Ratio, DS.</summary>
    public static readonly DicomTag LossyImageCompressionRatio = new(0x0028, 0x2112);

    /// <summary>Lossy Image Compression Method, CS.</summary>
    public static readonly DicomTag LossyImageCompressionMethod = new(0x0028, 0x2114);

    /// <summary>Modality LUT Sequence, SQ.</summary>
    public static readonly DicomTag ModalityLUTSequence = new(0x0028, 0x3000);

    /// <summary>LUT Descriptor, US or SS.</summary>
    public static readonly DicomTag LUTDescriptor = new(0x0028, 0x3002);

    /// <summary>LUT Explanation, LO.</summary>
    public static readonly DicomTag LUTExplanation = new(0x0028, 0x3003);

    /// <summary>Modality LUT Type, LO.</summary>
    public static readonly DicomTag ModalityLUTType = new(0x0028, 0x3004);

    /// <summary>LUT Data, US or OW.</summary>
    public static readonly DicomTag LUTData = new(0x0028, 0x3006);

    /// <summary>VOI LUT Sequence, SQ.</summary>
    public static readonly DicomTag VOILUTSequence = new(0x0028, 0x3010);

    /// <summary>Softcopy VOI LUT Sequence, SQ.</summary>
    public static readonly DicomTag SoftcopyVOILUTSequence = new(0x0028, 0x3110);

    /// <summary>Requesting Physician, PN.</summary>
    public static readonly DicomTag RequestingPhysician = new(0x0032, 0x1032);

    /// <summary>Performed Procedure Step Start Date, DA.</summary>
    public static readonly DicomTag PerformedProcedureStepStartDate = new(0x0040, 0x0244);

    /// <summary>Performed Procedure Step Start Time, TM.</summary>
    public static readonly DicomTag PerformedProcedureStepStartTime = new(0x0040, 0x0245);

    /// <summary>Performed Procedure Step ID, SH.</summary>
    public static readonly DicomTag PerformedProcedureStepID = new(0x0040, 0x0253);

    /// <summary>Performed Procedure Step Description, LO.</summary>
    public static readonly DicomTag PerformedProcedureStepDescription = new(0x0040, 0x0254);

    /// <summary>Request Attributes Sequence, SQ.</summary>
    public static readonly DicomTag RequestAttributesSequence = new(0x0040, 0x0275);

    /// <summary>Acquisition Context Sequence, SQ.</summary>
    public static readonly DicomTag AcquisitionContextSequence = new(0x0040, 0x0555);

    /// <summary>Measurement Units Code Sequence, SQ.</summary>
    public static readonly DicomTag MeasurementUnitsCodeSequence = new(0x0040, 0x08EA);

    /// <summary>Relationship Type, CS.</summary>
    public static readonly DicomTag RelationshipType = new(0x0040, 0xA010);

    /// <summary>Verifying Organization, LO.</summary>
    public static readonly DicomTag VerifyingOrganization = new(0x0040, 0xA027);

    /// <summary>Verification DateTime, DT.</summary>
    public static readonly DicomTag VerificationDateTime = new(0x0040, 0xA030);

    /// <summary>Value Type, CS.</summary>
    public static readonly DicomTag ValueType = new(0x0040, 0xA040);

    /// <summary>Concept Name Code Sequence, SQ.</summary>
    public static readonly DicomTag ConceptNameCodeSequence = new(0x0040, 0xA043);

    /// <summary>Continuity Of Content, CS.</summary>
    public static readonly DicomTag ContinuityOfContent = new(0x0040, 0xA050);

    /// <summary>Verifying Observer Sequence, SQ.</summary>
    public static readonly DicomTag VerifyingObserverSequence = new(0x0040, 0xA073);

    /// <summary>Verifying Observer Name, PN.</summary>
    public static readonly DicomTag VerifyingObserverName = new(0x0040, 0xA075);

    /// <summary>Author Observer Sequence, SQ.</summary>
    public static readonly DicomTag AuthorObserverSequence = new(0x0040, 0xA078);

    /// <summary>DateTime, DT.</summary>
    public static readonly DicomTag DateTime = new(0x0040, 0xA120);

    /// <summary>Date, DA.</summary>
    public static readonly DicomTag Date = new(0x0040, 0xA121);

    /// <summary>Time, TM.</summary>
    public static readonly DicomTag Time = new(0x0040, 0xA122);

    /// <summary>Person Name, PN.</summary>
    public static readonly DicomTag PersonName = new(0x0040, 0xA123);

    /// <summary>UID, UI.</summary>
    public static readonly DicomTag UID = new(0x0040, 0xA124);

    /// <summary>Text Value, UT.</summary>
    public static readonly DicomTag TextValue = new(0x0040, 0xA160);

    /// <summary>Concept Code Sequence, SQ.</summary>
    public static readonly DicomTag ConceptCodeSequence = new(0x0040, 0xA168);

    /// <summary>Purpose of Reference Code Sequence, SQ.</summary>
    public static readonly DicomTag PurposeOfReferenceCodeSequence = new(0x0040, 0xA170);

    /// <summary>Measured Value Sequence, SQ.</summary>
    public static readonly DicomTag MeasuredValueSequence = new(0x0040, 0xA300);

    /// <summary>Numeric Value, DS.</summary>
    public static readonly DicomTag NumericValue = new(0x0040, 0xA30A);

    /// <summary>Performed Procedure Code Sequence, SQ.</summary>
    public static readonly DicomTag PerformedProcedureCodeSequence = new(0x0040, 0xA372);

    /// <summary>Current Requested Procedure Evidence Sequence, SQ.</summary>
    public static readonly DicomTag CurrentRequestedProcedureEvidenceSequence = new(0x0040, 0xA375);

    /// <summary>Completion Flag, CS.</summary>
    public static readonly DicomTag CompletionFlag = new(0x0040, 0xA491);

    /// <summary>Completion Flag Description, LO.</summary>
    public static readonly DicomTag CompletionFlagDescription = new(0x0040, 0xA492);

    /// <summary>Verification Flag, CS.</summary>
    public static readonly DicomTag VerificationFlag = new(0x0040, 0xA493);

    /// <summary>Preliminary Flag, CS.</summary>
    public static readonly DicomTag PreliminaryFlag = new(0x0040, 0xA496);

    /// <summary>Content Template Sequence, SQ.</summary>
    public static readonly DicomTag ContentTemplateSequence = new(0x0040, 0xA504);

    /// <summary>Content Sequence, SQ.</summary>
    public static readonly DicomTag ContentSequence = new(0x0040, 0xA730);

    /// <summary>Template Identifier, CS.</summary>
    public static readonly DicomTag TemplateIdentifier = new(0x0040, 0xDB00);

    /// <summary>Document Title, ST.</summary>
    public static readonly DicomTag DocumentTitle = new(0x0042, 0x0010);

    /// <summary>Encapsulated Document, OB.</summary>
    public static readonly DicomTag EncapsulatedDocument = new(0x0042, 0x0011);

    /// <summary>MIME Type of Encapsulated Document, LO.</summary>
    public static readonly DicomTag MIMETypeOfEncapsulatedDocument = new(0x0042, 0x0012);

    /// <summary>Source Instance Sequence, SQ.</summary>
    public static readonly DicomTag SourceInstanceSequence = new(0x0042, 0x0013);

    /// <summary>Encapsulated Document Length, UL.</summary>
    public static readonly DicomTag EncapsulatedDocumentLength = new(0x0042, 0x0015);

    /// <summary>View Code Sequence, SQ.</summary>
    public static readonly DicomTag ViewCodeSequence = new(0x0054, 0x0220);

    /// <summary>Graphic Annotation Sequence, SQ.</summary>
    public static readonly DicomTag GraphicAnnotationSequence = new(0x0070, 0x0001);

    /// <summary>Graphic Data, FL.</summary>
    public static readonly DicomTag GraphicData = new(0x0070, 0x0022);

    /// <summary>Graphic Type, CS.</summary>
    public static readonly DicomTag GraphicType = new(0x0070, 0x0023);

    /// <summary>Displayed Area Selection Sequence, SQ.</summary>
    public static readonly DicomTag DisplayedAreaSelectionSequence = new(0x0070, 0x005A);

    /// <summary>Graphic Layer Sequence, SQ.</summary>
    public static readonly DicomTag GraphicLayerSequence = new(0x0070, 0x0060);

    /// <summary>Content Label, CS.</summary>
    public static readonly DicomTag ContentLabel = new(0x0070, 0x0080);

    /// <summary>Content Description, LO.</summary>
    public static readonly DicomTag ContentDescription = new(0x0070, 0x0081);

    /// <summary>Presentation Creation Date, DA.</summary>
    public static readonly DicomTag PresentationCreationDate = new(0x0070, 0x0082);

    /// <summary>Presentation Creation Time, TM.</summary>
    public static readonly DicomTag PresentationCreationTime = new(0x0070, 0x0083);

    /// <summary>Content Creator's Name, PN.</summary>
    public static readonly DicomTag ContentCreatorName = new(0x0070, 0x0084);

    /// <summary>Presentation LUT Shape, CS.</summary>
    public static readonly DicomTag PresentationLUTShape = new(0x2050, 0x0020);

    /// <summary>Pixel Data, OB or OW.</summary>
    public static readonly DicomTag PixelData = new(0x7FE0, 0x0010);
}
