#!/bin/sh
# Makes films/*.dcm, films.json and lossy/*.dcm. Needs Debian's dcmtk (3.6.7), python3-pydicom, python3-numpy, python3-pil.
#   films/      one small picture in every transfer syntax
#   films.json  SHA-256 of the samples that DCMTK (JPEG, JPEG-LS) or pydicom (the others) decode
#   lossy/      what DCMTK decodes of the lossy JPEG films, whose last bit is the decoder's affair
set -eu
cd "$(dirname "$0")"
rm -rf films lossy
mkdir films lossy
plain=$(mktemp -d)
trap 'rm -rf "$plain"' EXIT
/usr/bin/python3 make_films.py films

cd films
for film in u12 u16 u8 s12 s16; do
    dcmconv +ti $film.dcm ${film}_implicit.dcm
    dcmconv +tb $film.dcm ${film}_big_endian.dcm
    dcmconv +td $film.dcm ${film}_deflated.dcm
    dcmconv -e $film.dcm ${film}_undefined_lengths.dcm
    dcmcrle $film.dcm ${film}_rle.dcm
    dcmcjpeg +e1 +un $film.dcm ${film}_jpeg_sv1.dcm
    dcmcjpls +un $film.dcm ${film}_jpegls.dcm
done
for film in u12 u16 u8; do # DCMTK makes no near-lossless films of signed pixels.
    dcmcjpls +en +md 2 +un $film.dcm ${film}_jpegls_near.dcm
done
dcmconv +ti -F u12.dcm u12_implicit_no_meta.dcm
dcmconv +te -F u12.dcm u12_explicit_no_meta.dcm
dcmcrle +fs 1 u12.dcm u12_rle_fragments.dcm
for selection in 2 3 4 5 6 7; do
    for film in u12 u16; do
        dcmcjpeg +el +sv $selection +un $film.dcm ${film}_jpeg_p14_sv$selection.dcm
    done
done
dcmcjpeg +eb +un +q 90 u8.dcm u8_jpeg_baseline.dcm
dcmcjpeg +ee +un +q 90 u12.dcm u12_jpeg_extended.dcm
for film in *.dcm; do
    case $film in
    *jpeg_baseline* | *jpeg_extended*) dcmdjpeg $film ../lossy/$film ;;
    *jpegls*) dcmdjpls $film "$plain/$film" ;;
    *jpeg_*) dcmdjpeg $film "$plain/$film" ;;
    *) cp $film "$plain/$film" ;;
    esac
done
cd ..
/usr/bin/python3 hash_samples.py "$plain" > films.json
